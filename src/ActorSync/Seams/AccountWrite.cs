using System.Collections.Immutable;

namespace ActorSync;

/// <summary>What one account appends to the journal.</summary>
public sealed record AccountWrite
{
    public required AccountId Account { get; init; }

    public required int Shard { get; init; }

    /// <summary>Under which the writer owns the shard.</summary>
    public required long Epoch { get; init; }

    /// <summary>Consecutive; at least one.</summary>
    public required ImmutableArray<StoredEvent> Events { get; init; }

    /// <summary>What the events mean for the registration log.</summary>
    public required LogChanges Log { get; init; }

    /// <summary>The state after the last event (<see cref="ActorSync.Snapshot"/>); null: none now.</summary>
    public ReadOnlyMemory<byte>? Snapshot { get; init; }
}
