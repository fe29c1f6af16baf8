using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace ActorSync.Engine;

/// <summary>What all shards of an engine share.</summary>
internal sealed record ShardContext
{
    public required EngineParts Parts { get; init; }

    public SyncRules Rules => Parts.Rules;

    public IJournal Journal => Parts.Journal;

    public IRegistrationLog RegistrationLog => Parts.RegistrationLog;

    public required EngineSettings Settings { get; init; }

    public required EngineRuntime Runtime { get; init; }

    /// <summary>By shard, since each writes through one of several.</summary>
    public required Func<int, GroupCommit> Commits { get; init; }

    /// <summary>For taking a shard over.</summary>
    public required Patience Taking { get; init; }

    /// <summary>For questions to the store.</summary>
    public required Patience Asking { get; init; }

    public required Intake Intake { get; init; }

    public required SharedRoom CachedBytes { get; init; }

    public required EngineMetrics Metrics { get; init; }

    public required ILogger Log { get; init; }

    /// <summary>Says when an account of a shard wants to be woken; null: no more.</summary>
    public required Action<int, AccountId, DateTimeOffset?> WakeAt { get; init; }

    /// <summary>Hears what has become durable.</summary>
    public required Action<AccountId, ImmutableArray<AccountEvent>> Stored { get; init; }

    public required Ownership Ownership { get; init; }
}
