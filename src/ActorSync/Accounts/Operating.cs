using System.Collections.Immutable;
using static ActorSync.AccountEvent;

namespace ActorSync;

/// <summary>Operators' actions (R21): each is an event with who and why.</summary>
internal static class Operating
{
    public static Answer Decide(Draft draft, AccountCommand.Operate command)
    {
        ImmutableArray<Delivery> open = [.. draft.State[command.Meeting].Lanes
            .SelectMany(lane => lane.Value)
            .Where(d => d.Id.Submission == command.Submission && (command.To is null || command.To == d.Id.To))];
        if (open.IsEmpty) return new Answer.NotActed($"{command.Submission} has no open delivery");

        var acted = ImmutableArray<DeliveryId>.Empty;
        string? why = null;
        foreach (var delivery in open)
        {
            var refusal = draft.InFlight.Has(delivery.Id) ? "it is being delivered right now" : Act(draft, command, delivery);
            if (refusal is null) acted = acted.Add(delivery.Id);
            else why ??= $"{delivery.Id}: {refusal}";
        }
        if (acted.IsEmpty) return new Answer.NotActed(why!);
        Settling.Settle(draft, command.Meeting);
        return new Answer.Acted(acted);
    }

    /// <returns>Null when done, else why not.</returns>
    private static string? Act(Draft draft, AccountCommand.Operate command, Delivery d)
    {
        switch (command)
        {
            case not AccountCommand.Skip when draft.Rules.Of(d.Link) is null:
                return $"the configuration has no link {d.Link}: put it back, or skip it";
            case AccountCommand.Retry when d.Parked is null && d.Failures == 0:
                return d.Phase is DeliveryPhase.Gated
                    ? "it waits for its main meeting: release it, or wait"
                    : "it has not failed: nothing to retry";
            case AccountCommand.Retry when d.Parked is ParkReason.Conflict or ParkReason.Crossing or ParkReason.Loop:
                return "it has not failed, it waits for a decision: release or skip it";
            case AccountCommand.Retry c:
                draft.Emit(new DeliveryRetried(d.Id, c.By, c.Why, Held(draft, d)) { At = draft.Now });
                break;
            case AccountCommand.Release or AccountCommand.Edit when d.IsAside && Rival(draft, d) is { } rival && draft.MayLand(rival):
                return $"{rival.Id} may arrive at any moment: wait until it has an outcome, or skip it first";
            case AccountCommand.Release when d.Parked is ParkReason.Rejected or ParkReason.Exhausted or ParkReason.LinkRemoved:
                return "no gate holds it: retry, edit or skip it";
            case AccountCommand.Release when d.Phase is DeliveryPhase.Ready && d.Due <= draft.Now:
                return "it is free to leave: nothing to release";
            case AccountCommand.Release c:
                var from = WaitOf(d);
                var due = from is ReleasedFrom.Decision ? Held(draft, d) : null;
                draft.Emit(new DeliveryReleased(d.Id, c.By, c.Why, from, due) { At = draft.Now });
                break;
            case AccountCommand.Skip c:
                draft.Emit(new DeliverySkipped(d.Id, c.By, c.Why, c.ReleaseSubs) { At = draft.Now });
                return null;
            case AccountCommand.Edit when d.Operation is Operation.Cancel:
                return "a cancellation has no data to edit";
            case AccountCommand.Edit c:
                draft.Emit(new DeliveryEdited(d.Id, c.Data, c.By, c.Why, Held(draft, d)) { At = draft.Now });
                break;
            default:
                throw new InvalidOperationException($"expected an operator's action, found {command.GetType().Name}");
        }
        EndCounterpart(draft, d);
        return null;
    }

    private static ReleasedFrom WaitOf(Delivery d) => d switch
    {
        { Phase: DeliveryPhase.Gated } or { Parked: ParkReason.MainMissing } => ReleasedFrom.Gate,
        { Phase: DeliveryPhase.Ready } => ReleasedFrom.Time,
        _ => ReleasedFrom.Decision,
    };

    /// <summary>
    /// Until when it is not to leave (R8a): only a release of that ends it early; null when it may leave, or waits
    /// for its next attempt alone.
    /// </summary>
    private static DateTimeOffset? Held(Draft draft, Delivery d) => d.Failures == 0 && d.Due > draft.Now ? d.Due : null;

    /// <summary>
    /// Of two changes that cross, the one that a person lets go wins; the other ends (R12d): the other sides of a crossing that was
    /// parked, wherever they go, or what the receiver itself has changed since a conflict was set aside.
    /// </summary>
    private static void EndCounterpart(Draft draft, Delivery released)
    {
        var winner = released.Id.Submission;
        if (released.IsAside && Rival(draft, released) is { } rival)
            draft.Emit(new DeliverySuperseded(rival.Id, winner) { At = draft.Now });
        if (released.Parked is not ParkReason.Crossing) return;
        var crossing = draft.State[released.Id.Meeting].Lanes.SelectMany(lane => lane.Value)
            .Where(d => d.Parked is ParkReason.Crossing).ToList();
        var others = crossing.Where(d => Crosses(released, d.Id)).Select(d => d.Id.Submission).ToHashSet();
        foreach (var d in crossing.Where(d => others.Contains(d.Id.Submission)))
            draft.Emit(new DeliverySuperseded(d.Id, winner) { At = draft.Now });
    }

    /// <summary>Whether it is the receiver's change, on its way to the released one's party, or waits beside that in its lane.</summary>
    private static bool Crosses(Delivery released, DeliveryId other)
    {
        var (from, to) = (released.Id.Submission.Origin, released.Id.To);
        return other.Submission.Origin != from && (other.To == to || (other.To == from && other.Submission.Origin == to));
    }

    /// <summary>The receiver's own change, on its way to the party whose conflict this is.</summary>
    private static Delivery? Rival(Draft draft, Delivery conflict) =>
        draft.State[conflict.Id.Meeting].Current(conflict.Id.Submission.Origin) is { } d
        && d.Id.Submission.Origin == conflict.Id.To && d.Content != conflict.Content ? d : null;
}
