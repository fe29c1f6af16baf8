using System.Collections.Immutable;

namespace ActorSync;

/// <summary>Everything that is decided about one account, as its events tell it.</summary>
public sealed record AccountState
{
    public static readonly AccountState Empty = new();

    /// <summary>Number of events so far: the sequence of the last one.</summary>
    public long Version { get; init; }

    public ImmutableDictionary<MeetingId, Registration> Registrations { get; init; } = ImmutableDictionary<MeetingId, Registration>.Empty;

    public ImmutableDictionary<SubmissionId, Seen> Seen { get; init; } = ImmutableDictionary<SubmissionId, Seen>.Empty;

    /// <summary>Open deliveries by link; derived from the lanes, kept in step by <see cref="Replace"/>.</summary>
    public ImmutableDictionary<Link, LinkQueue> Queues { get; private init; } = ImmutableDictionary<Link, LinkQueue>.Empty;

    /// <summary>Bytes of data that the open deliveries hold: what the account weighs in memory.</summary>
    public long OpenBytes { get; private init; }

    public Registration this[MeetingId meeting] => Registrations.GetValueOrDefault(meeting) ?? new Registration(meeting);

    public Delivery? Find(DeliveryId id) => this[id.Meeting].Find(id);

    public AccountState With(Registration registration) => this with { Registrations = Registrations.SetItem(registration.Meeting, registration) };

    /// <summary>Puts <paramref name="after"/> where <paramref name="before"/> was; null: it was, or is, nowhere. A new order moves it to the lane's end.</summary>
    public AccountState Replace(Delivery? before, Delivery? after)
    {
        var id = (before ?? after)!.Id;
        var registration = this[id.Meeting];
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
        if (before is not null) queues = Requeue(queues, before.Link, q => q.Without(before));
        if (after is not null) queues = Requeue(queues, after.Link, q => q.With(after));
        var bytes = OpenBytes - (before?.Data.Utf8.Length ?? 0) + (after?.Data.Utf8.Length ?? 0);
        return With(registration with { Lanes = lanes }) with { Queues = queues, OpenBytes = bytes };
    }

    private static int IndexOf(ImmutableArray<Delivery> lane, Delivery delivery)
    {
        for (var i = 0; i < lane.Length; i++)
            if (lane[i].Id == delivery.Id) return i;
        return -1;
    }

    private static ImmutableDictionary<Link, LinkQueue> Requeue(ImmutableDictionary<Link, LinkQueue> queues, Link link, Func<LinkQueue, LinkQueue> change)
    {
        var queue = change(queues.GetValueOrDefault(link, LinkQueue.Empty));
        return queue.IsEmpty ? queues.Remove(link) : queues.SetItem(link, queue);
    }
}
