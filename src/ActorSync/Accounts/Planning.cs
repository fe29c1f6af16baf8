using System.Collections.Immutable;

namespace ActorSync;

/// <summary>Where a submission goes, and when it may leave (R7, R8a, R12d, R14).</summary>
internal static class Planning
{
    public static Plan Plan(Draft draft, Submission s)
    {
        var registration = draft.State[s.Meeting];
        var rivals = Crossing.Rivals(registration, s, to: s.Origin);
        foreach (var rival in rivals)
            if (Crossing.Outcome(draft.Rules, s, rival) is CrossingOutcome.Lost) return new([], rival.Id.Submission);

        var parked = Crossing.IsForPerson(draft, s, rivals) ? ParkReason.Crossing
            : IsLoop(draft, registration, s) ? ParkReason.Loop
            : (ParkReason?)null;
        var plan = new Plan([], null);
        foreach (var link in draft.Rules.From(s.Origin))
        {
            if (Later(draft, s, Crossing.Rivals(registration, s, link.Link.To)) is { } later)
                plan = plan with { LostTo = later.Id.Submission };
            else plan = plan with { Deliveries = plan.Deliveries.Add(Start(draft, s, link, parked)) };
        }
        if (MayBeOverwritten(draft, registration, s) is { } back)
            plan = plan with { Deliveries = plan.Deliveries.Add(Start(draft, s, back, parked)) };
        return plan.Deliveries.IsEmpty ? plan : plan with { LostTo = null };
    }

    /// <summary>A conflict waits beside its lanes for a person (R3).</summary>
    public static Plan SetAside(Draft draft, Submission s) =>
        new([.. draft.Rules.From(s.Origin).Select(l => Start(draft, s, l, ParkReason.Conflict))], null);

    /// <summary>
    /// Of two parties' changes to one receiver it must end up with the later one. Where the other change goes to this
    /// reporter too, that is decided already: either it is still on its way there, and they cross, or it came first.
    /// </summary>
    /// <returns>The change that the receiver must end up with instead; null when that is this one.</returns>
    private static Delivery? Later(Draft draft, Submission s, ImmutableArray<Delivery> rivals)
    {
        foreach (var rival in rivals)
        {
            var reachesReporter = draft.Rules.Of(new Link(rival.Id.Submission.Origin, s.Origin)) is not null;
            if (!reachesReporter && !Crossing.IsLater(draft.Rules, s, rival)) return rival;
        }
        return null;
    }

    /// <summary>
    /// What is on its way to the reporter may still land over the reporter's own change: then that change follows it. So may a call
    /// in doubt that ended after the change had occurred, even where its delivery has given way to another.
    /// </summary>
    /// <returns>The link over which the change goes back to its reporter; null when nothing else may land there.</returns>
    private static LinkRules? MayBeOverwritten(Draft draft, Registration registration, Submission s)
    {
        foreach (var d in registration.Lane(s.Origin))
            if (d.Content != s.Content && (draft.MayLand(d) || d.Id.Submission.Origin == s.Origin)
                && draft.Rules.Of(d.Link) is { } link) return link;
        var holding = registration.At(s.Origin);
        return holding.MayHoldOther(s.Content) && !holding.SettledBy(s.OccurredAt) ? LinkTo(draft.Rules, s.Origin) : null;
    }

    /// <summary>The first that leads there, for a call that any of them may have carried.</summary>
    private static LinkRules? LinkTo(SyncRules rules, PartyId to)
    {
        foreach (var link in rules.Links)
            if (link.Link.To == to) return link;
        return null;
    }

    private static bool IsLoop(Draft draft, Registration registration, Submission s)
    {
        if (registration.ChangedBy is not { } last || last == s.Origin) return false;
        var from = draft.Now - draft.Rules.Loop.Window;
        return registration.Alternations.Count(at => at > from) + 1 >= draft.Rules.Loop.Alternations;
    }

    private static PlannedDelivery Start(Draft draft, Submission s, LinkRules link, ParkReason? parked)
    {
        var due = draft.Now + link.Hold;
        if (s.NotBefore > due) due = s.NotBefore.Value;
        var planned = new PlannedDelivery(link.Link.From, link.Link.To, due, Parked: parked);
        if (parked is not null || !Gate.Holds(draft, link, s.MainMeeting, s.Operation, link.Link.To)) return planned;
        var (lookAt, until) = Gate.Times(link, draft.Now);
        return planned with { LookAt = lookAt, GateUntil = until };
    }
}
