using System.Collections.Immutable;
using static ActorSync.AccountEvent;

namespace ActorSync;

/// <summary>
/// The consequences of what has just happened: what a newer revision replaces, what the receiver holds already, and
/// which gates open or close. Settling twice changes nothing.
/// </summary>
internal static class Settling
{
    public static void Settle(Draft draft, MeetingId meeting)
    {
        foreach (var (to, _) in draft.State[meeting].Lanes) SettleToEnd(draft, meeting, to);
        PartyId? last = null;
        foreach (var (link, _) in draft.State.Queues)
        {
            // Settling twice changes nothing; it is spared where it is easily seen.
            if (link.To != last) SettleGate(draft, meeting, link.To);
            last = link.To;
        }
    }

    /// <summary>What counts when the one that counted has ended is settled too.</summary>
    private static void SettleToEnd(Draft draft, MeetingId meeting, PartyId to)
    {
        long before;
        do
        {
            before = draft.State.Version;
            SettleLane(draft, meeting, to);
        }
        while (draft.State.Version != before);
    }

    private static void SettleLane(Draft draft, MeetingId meeting, PartyId to)
    {
        if (draft.State[meeting].Current(to) is not { } current) return;
        if (EndTogether(draft, meeting, to, current)) return;

        foreach (var older in Older(draft, meeting, to, current))
        {
            var newer = Successor(draft, older) ?? current;
            // What waits for a person's decision takes no other party's place.
            if (newer.Parked is ParkReason.Crossing && newer.Id.Submission.Origin != older.Id.Submission.Origin)
                Yielding.Park(draft, older, newer.Id.Submission);
            else draft.Emit(new DeliverySuperseded(older.Id, newer.Id.Submission) { At = draft.Now });
        }
        // While the receiver is answering, nobody knows what it holds: the attempt's end settles this lane again.
        if (draft.InFlight.About(meeting, to) is null && draft.State[meeting].At(to).HoldsOnly(current.Content))
            draft.Emit(current.MayHaveReached
                ? new DeliveryConfirmed(current.Id) { At = draft.Now }
                : new DeliveryUnchanged(current.Id) { At = draft.Now });
        else if (current.Phase is DeliveryPhase.Ready && !draft.InFlight.Has(current.Id) && Gate.Holds(draft, current))
            Close(draft, current.MainMeeting!.Value, to, [current]);
    }

    /// <summary>
    /// A cancellation over a registration that no attempt can have reached ends both without a call (R10). One that is older
    /// than what is known of it here may have reached the receiver in another way.
    /// </summary>
    private static bool EndTogether(Draft draft, MeetingId meeting, PartyId to, Delivery current)
    {
        if (current is not { Operation: Operation.Cancel, Parked: null } || draft.InFlight.About(meeting, to) is not null) return false;
        if (!draft.State[meeting].KnownFromStart) return false;
        var older = Older(draft, meeting, to, current);
        if (older.IsEmpty || older.Any(d => d.MayHaveReached) || draft.State[meeting].At(to).MayHoldSomething) return false;
        foreach (var ended in older.Add(current))
            draft.Emit(new DeliveryCancelled(ended.Id, current.Id.Submission) { At = draft.Now });
        return true;
    }

    /// <summary>What it takes the place of; another party's conflict waits for a person, whatever comes (R3).</summary>
    private static ImmutableArray<Delivery> Older(Draft draft, MeetingId meeting, PartyId to, Delivery current) =>
        draft.State[meeting].Lane(to) is { Length: > 1 } lane
            ? [.. lane.Where(d => d.Order < current.Order && !draft.InFlight.Has(d.Id)
                && (!d.IsAside || d.Id.Submission.Origin == current.Id.Submission.Origin))]
            : [];

    /// <summary>The newest of its own party in its lane: a party's newer revision takes its place, whatever that waits for (R10).</summary>
    private static Delivery? Successor(Draft draft, Delivery older)
    {
        var lane = draft.State[older.Id.Meeting].Lane(older.Id.To);
        for (var i = lane.Length - 1; i >= 0 && lane[i].Order > older.Order; i--)
            if (!lane[i].IsAside && lane[i].Id.Submission.Origin == older.Id.Submission.Origin) return lane[i];
        return null;
    }

    /// <summary>Brings the sub-meetings of a main meeting into step with its gate at one receiver.</summary>
    private static void SettleGate(Draft draft, MeetingId main, PartyId to)
    {
        if (draft.State.OpensGate(main, to)) Open(draft, main, to, [.. QueuesTo(draft, to).SelectMany(q => q.GatedBy(main)).Order()]);
        else if (draft.Before.OpensGate(main, to)) CloseFor(draft, main, to, QueuesTo(draft, to).SelectMany(q => q.ReadySubs));
    }

    private static IEnumerable<LinkQueue> QueuesTo(Draft draft, PartyId to) =>
        draft.State.Queues.Where(q => q.Key.To == to).Select(q => q.Value);

    /// <param name="gated">Subs of the main meeting that are free to leave.</param>
    public static void Open(Draft draft, MeetingId main, PartyId to, ImmutableArray<Turn> gated)
    {
        if (gated.IsEmpty) return;
        foreach (var portion in Portions.Of(gated))
        {
            var due = portion.Select(turn => new DueDelivery(turn.Delivery, Later(draft.State.Find(turn.Delivery)!.Due, draft.Now)));
            draft.Emit(new GateOpened(main, to, [.. due]) { At = draft.Now });
        }
    }

    private static void CloseFor(Draft draft, MeetingId main, PartyId to, IEnumerable<Turn> ready)
    {
        ImmutableArray<Delivery> closed = [.. ready.Select(turn => draft.State.Find(turn.Delivery)!)
            .Where(d => d.MainMeeting == main && !draft.InFlight.Has(d.Id) && Gate.Holds(draft, d))];
        foreach (var link in closed.GroupBy(d => d.Link)) Close(draft, main, to, [.. link]);
    }

    /// <param name="deliveries">Of one link, whose times they get.</param>
    private static void Close(Draft draft, MeetingId main, PartyId to, ImmutableArray<Delivery> deliveries)
    {
        var (lookAt, until) = Gate.Times(draft.Rules.Of(deliveries[0].Link)!, draft.Now);
        foreach (var portion in Portions.Of(deliveries))
            draft.Emit(new GateClosed(main, to, [.. portion.Select(d => d.Id)], lookAt, until) { At = draft.Now });
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
