using System.Collections.Immutable;
using ActorSync.Delivering;
using ActorSync.Engine;

namespace ActorSync.Tests.Simulation;

/// <summary>All that is drawn from the seed before a history begins.</summary>
internal sealed record Plan
{
    public required ulong Seed { get; init; }

    public required Profile Profile { get; init; }

    public required SyncRules Rules { get; init; }

    public required EngineSettings Engine { get; init; }

    public required PartySinkSettings Sink { get; init; }

    public required Troubles Troubles { get; init; }

    public required ImmutableArray<AccountId> Accounts { get; init; }

    public required ImmutableArray<PartyId> Changing { get; init; }

    public required ImmutableArray<PartyId> Echoing { get; init; }

    /// <summary>How far the parties' clocks are off, in the order of the rules' parties.</summary>
    public required ImmutableArray<TimeSpan> Skew { get; init; }

    /// <summary>Whether the delay queue is a server of its own, or in the process's memory.</summary>
    public required bool QueueOutlivesProcess { get; init; }

    /// <summary>See <see cref="Scheduler.Haste"/>.</summary>
    public required int Haste { get; init; }

    /// <summary>When failures stop.</summary>
    public required TimeSpan Until { get; init; }

    public required ImmutableArray<Deed> Deeds { get; init; }

    /// <summary>Every change brings a content that nobody held before, and a party hears nothing before it has told.</summary>
    public bool IsOrderly => Profile is Profile.Converging;
}
