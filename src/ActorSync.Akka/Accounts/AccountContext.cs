using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorSync.Engine;
using Microsoft.Extensions.Logging;

namespace ActorSync.Actors;

/// <summary>What the account actors of one node share.</summary>
internal sealed record AccountContext
{
    public required SyncRules Rules { get; init; }

    public required ShardMap Shards { get; init; }

    /// <summary>Events of an account between snapshots; from 1 up.</summary>
    public required int SnapshotEvery { get; init; }

    /// <summary>After which an account that nobody asks is passivated.</summary>
    public required TimeSpan IdleTime { get; init; }

    public required ISink Sink { get; init; }

    public required OpenCalls Calls { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Evenly spread over [0, 1); called from any thread.</summary>
    public required Func<double> Chance { get; init; }

    public required EngineMetrics Metrics { get; init; }

    public required ILogger Log { get; init; }

    /// <summary>Says when an account of a shard wants to be woken; null: no more.</summary>
    public required Action<int, AccountId, DateTimeOffset?> WakeAt { get; init; }

    /// <summary>Hears what has become durable; returns at once.</summary>
    public required Action<AccountId, ImmutableArray<AccountEvent>> Stored { get; init; }

    /// <summary>
    /// Accounts whose snapshot cannot be read: they are recovered from all their events. As many as there are damaged snapshots.
    /// </summary>
    public ConcurrentDictionary<AccountId, bool> WithoutSnapshot { get; } = new();
}
