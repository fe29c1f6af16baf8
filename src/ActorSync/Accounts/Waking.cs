using System.Collections.Immutable;
using static ActorSync.AccountEvent;

namespace ActorSync;

/// <summary>What follows from time (R8), and from coming back after a restart (R23).</summary>
internal static class Waking
{
    public static Answer Wake(Draft draft)
    {
        ImmutableArray<Delivery> due = [.. draft.State.Queues.Values.SelectMany(q => q.Gates)
            .SelectMany(gate => gate.Value.TakeWhile(turn => turn.At <= draft.Now))
            .Select(turn => draft.State.Find(turn.Delivery)!)
            .OrderBy(d => d.Order)];
        foreach (var gate in due.Where(d => d.GateUntil > draft.Now).GroupBy(d => (Main: d.MainMeeting!.Value, d.Id.To)))
        {
            foreach (var portion in Portions.Of([.. gate.Select(d => new DueDelivery(d.Id, d.GateUntil))]))
                draft.Emit(new GateStillClosed(gate.Key.Main, gate.Key.To, portion) { At = draft.Now });
        }
        foreach (var d in due.Where(d => d.GateUntil <= draft.Now))
        {
            var why = $"{d.MainMeeting} was not done at {d.Id.To} in time";
            draft.Emit(new DeliveryParked(d.Id, ParkReason.MainMissing, why) { At = draft.Now });
        }
        return Answer.Noted.Instance;
    }

    public static Answer Resume(Draft draft)
    {
        OpenRemovedGates(draft);
        var reached = TimeReached(draft);
        ImmutableArray<DeliveryId> free = [.. Open(draft)
            .Where(d => d.Phase is DeliveryPhase.Ready && d.Due <= reached && !IsInDoubt(draft, d))
            .Select(d => d.Id)];
        foreach (var portion in Portions.Of(free)) draft.Emit(new DeliveriesRecovered(portion) { At = draft.Now });
        // One that is parked as main-missing would be free to leave as soon as its main is done, over a link that is gone.
        foreach (var d in Open(draft).Where(d => d.Parked is null or ParkReason.MainMissing && draft.Rules.Of(d.Link) is null).ToList())
            draft.Emit(new DeliveryParked(d.Id, ParkReason.LinkRemoved, $"the configuration has no link {d.Link}") { At = draft.Now });
        foreach (var meeting in Open(draft).Select(d => d.Id.Meeting).Distinct().ToList()) Settling.Settle(draft, meeting);
        return Wake(draft);
    }

    /// <summary>
    /// A time that has been: this node's clock may be behind that of the last owner, who may have called what came by its own.
    /// </summary>
    private static DateTimeOffset TimeReached(Draft draft) => draft.State.Registrations.Values
        .SelectMany(r => r.Holdings).Select(h => h.Value.LatestDelivery ?? draft.Now)
        .Concat(Open(draft).Select(d => d.ReceivedAt))
        .Append(draft.Now).Max();

    /// <summary>Subs that wait at a gate which the configuration has no more.</summary>
    private static void OpenRemovedGates(Draft draft)
    {
        foreach (var (link, queue) in draft.State.Queues.Where(q => draft.Rules.Of(q.Key) is { MainFirst: false }).ToList())
            foreach (var (main, gated) in queue.Gates) Settling.Open(draft, main, link.To, [.. gated]);
    }

    /// <summary>Not only may it have reached the receiver: nothing that the receiver said since has settled whether it did.</summary>
    private static bool IsInDoubt(Draft draft, Delivery d) => d.MayHaveReached && draft.State[d.Id.Meeting].At(d.Id.To).MayTake(d.Content);

    private static IEnumerable<Delivery> Open(Draft draft) => draft.State.Registrations.Values
        .SelectMany(r => r.Lanes).SelectMany(lane => lane.Value).OrderBy(d => d.Order).ThenBy(d => d.Id.To.Value, StringComparer.Ordinal);
}
