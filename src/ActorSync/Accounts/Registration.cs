using System.Collections.Immutable;

namespace ActorSync;

/// <summary>One account's record for one meeting, and everything under way about it.</summary>
public sealed record Registration(MeetingId Meeting)
{
    /// <summary>By reporter: revisions are compared within one origin.</summary>
    public ByParty<Report> Reports { get; init; }

    public ByParty<Holding> Holdings { get; init; }

    /// <summary>
    /// The first thing heard of it was that it came into being: what no call has carried to a party, that party does not hold
    /// unless it says so. Else it is older than what is known of it here.
    /// </summary>
    public bool KnownFromStart { get; init; }

    /// <summary>By receiver: open deliveries, the newest last.</summary>
    public ByParty<ImmutableArray<Delivery>> Lanes { get; init; }

    /// <summary>Who changed it last, and when the changing side alternated, newest last (R14).</summary>
    public PartyId? ChangedBy { get; init; }

    public ImmutableArray<DateTimeOffset> Alternations { get; init; } = [];

    /// <summary>Receivers at which an operator let the sub-meetings go without this registration (R11).</summary>
    public ImmutableArray<PartyId> SubsReleased { get; init; } = [];

    public Holding At(PartyId party) => Holdings[party] ?? Holding.Nothing;

    public ImmutableArray<Delivery> Lane(PartyId to) => Lanes[to] is { IsDefault: false } lane ? lane : [];

    /// <summary>The delivery that counts: the newest one that is no conflict set aside.</summary>
    public Delivery? Current(PartyId to)
    {
        var lane = Lane(to);
        for (var i = lane.Length - 1; i >= 0; i--)
            if (!lane[i].IsAside) return lane[i];
        return null;
    }

    /// <summary>
    /// Other parties' changes that are not delivered yet, the newest first: the one that counts, and those that wait for a person's
    /// decision beside it. While the newest waits for that, it has taken no other's place: then each of them counts still.
    /// </summary>
    public ImmutableArray<Delivery> Rivals(PartyId party, PartyId to)
    {
        if (Current(to) is not { } current) return [];
        var (rivals, lane) = (ImmutableArray<Delivery>.Empty, Lane(to));
        var waits = current.Parked is ParkReason.Crossing;
        for (var i = lane.Length - 1; i >= 0; i--)
        {
            var d = lane[i];
            if (d.IsAside || d.Id.Submission.Origin == party) continue;
            if (waits || d.Id == current.Id || d.Parked is ParkReason.Crossing) rivals = rivals.Add(d);
        }
        return rivals;
    }

    public Delivery? Find(DeliveryId id)
    {
        foreach (var delivery in Lane(id.To))
            if (delivery.Id == id) return delivery;
        return null;
    }

    /// <summary>
    /// A party says what it held when it changed; calls to it that may have had effect stay in doubt while their delivery is open, and
    /// when one has ended since then, which may have landed over it.
    /// </summary>
    public Registration Reported(PartyId party, ContentHash content, DateTimeOffset occurredAt)
    {
        var holding = At(party);
        if (!holding.Sent.IsEmpty && holding.SettledBy(occurredAt))
            holding = holding.Settled([.. Lane(party).Where(d => d.MayHaveReached).Select(d => d.Content)]);
        return this with { Holdings = Holdings.With(party, holding with { Known = content }) };
    }

    /// <summary>
    /// Whether sub-meetings may leave for this receiver (R7): also a cancellation that has not left yet, or has no answer yet,
    /// cancels it.
    /// </summary>
    public bool OpensGateAt(PartyId to) => (At(to).IsDone && !IsBeingCancelled(to)) || SubsReleased.Contains(to);

    private bool IsBeingCancelled(PartyId to)
    {
        foreach (var d in Lane(to))
            if (d is { Operation: Operation.Cancel, IsAside: false }) return true;
        return false;
    }
}
