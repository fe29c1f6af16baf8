namespace ActorSync.Engine;

/// <summary>What an engine is put together from.</summary>
public sealed record EngineParts(SyncRules Rules, IJournal Journal, IRegistrationLog RegistrationLog, IDelayQueue DelayQueue, ISink Sink);
