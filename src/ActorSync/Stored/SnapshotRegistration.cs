using System.Collections.Immutable;

namespace ActorSync;

/// <summary>One registration in a <see cref="Snapshot"/>: maps as lists, lanes flattened in their order.</summary>
public sealed record SnapshotRegistration
{
    public required MeetingId Meeting { get; init; }

    public required bool KnownFromStart { get; init; }

    public required ImmutableArray<SnapshotOfParty<Report>> Reports { get; init; }

    public required ImmutableArray<SnapshotOfParty<Holding>> Holdings { get; init; }

    public required ImmutableArray<Delivery> Lanes { get; init; }

    public PartyId? ChangedBy { get; init; }

    public required ImmutableArray<DateTimeOffset> Alternations { get; init; }

    public required ImmutableArray<PartyId> SubsReleased { get; init; }

    internal static SnapshotRegistration Of(Registration r) => new()
    {
        Meeting = r.Meeting,
        KnownFromStart = r.KnownFromStart,
        Reports = [.. r.Reports.Select(report => new SnapshotOfParty<Report>(report.Key, report.Value))],
        Holdings = [.. r.Holdings.Select(holding => new SnapshotOfParty<Holding>(holding.Key, holding.Value))],
        Lanes = [.. r.Lanes.SelectMany(lane => lane.Value)],
        ChangedBy = r.ChangedBy,
        Alternations = r.Alternations,
        SubsReleased = r.SubsReleased,
    };

    /// <summary>The registration without its lanes.</summary>
    internal Registration Bare() => new(Meeting)
    {
        KnownFromStart = KnownFromStart,
        Reports = Reports.Aggregate(default(ByParty<Report>), (all, r) => all.With(r.Party, r.Value)),
        Holdings = Holdings.Aggregate(default(ByParty<Holding>), (all, h) => all.With(h.Party, h.Value)),
        ChangedBy = ChangedBy,
        Alternations = Alternations,
        SubsReleased = SubsReleased,
    };
}
