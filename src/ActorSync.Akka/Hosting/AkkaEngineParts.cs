using ActorSync.Delivering;
using ActorSync.Storage;

namespace ActorSync.Actors;

/// <summary>What the engine is put together from.</summary>
internal sealed record AkkaEngineParts(
    SyncRules Rules, SqlStore Store, JournalTables Tables, IDelayQueue DelayQueue, IReadOnlyList<Receiver> Receivers);
