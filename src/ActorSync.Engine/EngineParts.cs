namespace ActorSync.Engine;

/// <summary>What an engine is put together from.</summary>
public sealed record EngineParts(SyncRules Rules, IJournal Journal, IRegistrationLog RegistrationLog, IDelayQueue DelayQueue, ISink Sink)
{
    /// <summary>What follows from a command: always <see cref="Account.Decide"/>, but where checks are proved by breaking a rule.</summary>
    internal Func<SyncRules, AccountState, AccountCommand, InFlight, Decision> Decide { get; init; } = Account.Decide;

    /// <summary>What to do now: always <see cref="Account.Next"/>, but where checks are proved by breaking a rule.</summary>
    internal Func<SyncRules, AccountState, DateTimeOffset, InFlight, NextSteps> Next { get; init; } = Account.Next;
}
