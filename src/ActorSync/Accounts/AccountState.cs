using System.Collections.Immutable;

namespace ActorSync;

/// <summary>Everything that is decided about one account, as its events tell it.</summary>
public sealed record AccountState
{
    /// <summary>
    /// Asks only whether a registration is the very same: a dictionary compares before it sets, and comparing contents
    /// costs more than setting.
    /// </summary>
    private static readonly IEqualityComparer<Registration> SameRegistration = ReferenceEqualityComparer.Instance;

    // After what it is made with: static fields get their values in the order in which they stand.
    public static readonly AccountState Empty = new();

    /// <summary>Number of events so far: the sequence of the last one.</summary>
    public long Version { get; init; }

    public ImmutableDictionary<MeetingId, Registration> Registrations { get; init; } =
        ImmutableDictionary.Create<MeetingId, Registration>(null, SameRegistration);

    public ImmutableDictionary<SubmissionId, Seen> Seen { get; init; } = ImmutableDictionary<SubmissionId, Seen>.Empty;

    /// <summary>
    /// Open deliveries by link, in the links' order, so that decisions come out the same in every process; derived from the
    /// lanes, kept in step by <see cref="Replace(Registration, Delivery?, Delivery?)"/>.
    /// </summary>
    public ImmutableSortedDictionary<Link, LinkQueue> Queues { get; private init; } = ImmutableSortedDictionary<Link, LinkQueue>.Empty;

    /// <summary>Bytes of data that the open deliveries hold: what the account weighs in memory.</summary>
    public long OpenBytes { get; private init; }

    public Registration this[MeetingId meeting] =>
        Registrations.TryGetValue(meeting, out var registration) ? registration : new Registration(meeting);

    public Delivery? Find(DeliveryId id) => Registrations.TryGetValue(id.Meeting, out var registration) ? registration.Find(id) : null;

    /// <summary>Whether sub-meetings of a main meeting may leave for a receiver (R7).</summary>
    public bool OpensGate(MeetingId main, PartyId to) =>
        Registrations.TryGetValue(main, out var registration) && registration.OpensGateAt(to);

    public AccountState With(Registration registration) =>
        this with { Registrations = Registrations.SetItem(registration.Meeting, registration) };

    /// <summary>
    /// Puts <paramref name="after"/> where <paramref name="before"/> was; null: it was, or is, nowhere. A new order
    /// moves it to the lane's end.
    /// </summary>
    public AccountState Replace(Delivery? before, Delivery? after) => Replace(this[(before ?? after)!.Id.Meeting], before, after);

    /// <summary>The same in a registration that has changed otherwise too.</summary>
    public AccountState Replace(Registration registration, Delivery? before, Delivery? after)
    {
        var id = (before ?? after)!.Id;
        var lane = registration.Lane(id.To);
        var place = before is null ? -1 : IndexOf(lane, before);
        if (after is not null && after.Order == before?.Order) lane = lane.SetItem(place, after);
        else
        {
            if (before is not null) lane = lane.RemoveAt(place);
            if (after is not null) lane = lane.Add(after);
        }
        var lanes = lane.IsEmpty ? registration.Lanes.Without(id.To) : registration.Lanes.With(id.To, lane);
        var queues = Queues;
        if (before is not null) queues = Set(queues, before.Link, QueueOf(queues, before.Link).Without(before));
        if (after is not null) queues = Set(queues, after.Link, QueueOf(queues, after.Link).With(after));
        var bytes = OpenBytes - (before?.Data.Utf8.Length ?? 0) + (after?.Data.Utf8.Length ?? 0);
        return this with
        {
            Registrations = Registrations.SetItem(id.Meeting, registration with { Lanes = lanes }), Queues = queues, OpenBytes = bytes,
        };
    }

    private static int IndexOf(ImmutableArray<Delivery> lane, Delivery delivery)
    {
        for (var i = 0; i < lane.Length; i++)
            if (lane[i].Id == delivery.Id) return i;
        return -1;
    }

    private static LinkQueue QueueOf(ImmutableSortedDictionary<Link, LinkQueue> queues, Link link) =>
        queues.TryGetValue(link, out var queue) ? queue : LinkQueue.Empty;

    private static ImmutableSortedDictionary<Link, LinkQueue> Set(
        ImmutableSortedDictionary<Link, LinkQueue> queues, Link link, LinkQueue queue) =>
        queue.IsEmpty ? queues.Remove(link) : queues.SetItem(link, queue);
}
