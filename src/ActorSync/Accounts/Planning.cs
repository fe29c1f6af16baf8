using System.Collections.Immutable;

namespace ActorSync;

/// <summary>Where a submission goes, and when it may leave (R7, R8a, R12d, R14).</summary>
internal static class Planning
{
    public static Plan Plan(Draft draft, Submission s)
    {
        var registration = draft.State[s.Meeting];
        var rivals = Rivals(registration, s, to: s.Origin);
        foreach (var rival in rivals)
            if (Crossing.Outcome(draft.Rules, s, rival) is CrossingOutcome.Lost) return new([], rival.Id.Submission);

        var parked = IsForPerson(draft, s, rivals) ? ParkReason.Crossing
            : IsLoop(draft, registration, s) ? ParkReason.Loop
            : (ParkReason?)null;
        var plan = new Plan([], null);
        foreach (var link in draft.Rules.From(s.Origin))
        {
            if (Later(draft, s, Rivals(registration, s, link.Link.To)) is { } later)
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
    /// Ends, or parks, what was on its way to the reporter of a change that wins the crossing, or waits for a person: then all of it
    /// waits, for what is ended would be missed if that person let another go. A call under way goes on: its end is settled when it
    /// is there, and tells that person nothing of which of the two came last.
    /// </summary>
    public static void YieldRivals(Draft draft, Submission s)
    {
        var rivals = Rivals(draft.State[s.Meeting], s, to: s.Origin);
        var isForPerson = IsForPerson(draft, s, rivals);
        foreach (var rival in rivals)
        {
            if (draft.InFlight.Has(rival.Id))
            {
                if (isForPerson && !rival.IsOutdated) Renew(draft, rival, s.Id);
            }
            else if (isForPerson) Park(draft, rival, s.Id);
            // What may land stays, since the winner follows it; where it cannot follow, nobody is to let the loser go after it.
            else if (!rival.MayHaveReached || draft.Rules.Of(rival.Link) is null)
                draft.Emit(new AccountEvent.DeliverySuperseded(rival.Id, s.Id) { At = draft.Now });
        }
    }

    /// <summary>
    /// What wins though it occurred earlier may have landed before the loser was made: then it has to land again.
    /// </summary>
    public static void RenewWinner(Draft draft, Submission s, SubmissionId winner)
    {
        if (draft.State.Find(new(s.Meeting, winner, s.Origin)) is { } d && draft.MayLand(d) && Crossing.IsLater(draft.Rules, s, d))
            Renew(draft, d, s.Id);
    }

    private static void Renew(Draft draft, Delivery d, SubmissionId over) =>
        draft.Emit(new AccountEvent.DeliveryRenewed(d.Id, over, draft.InFlight.Has(d.Id)) { At = draft.Now });

    /// <summary>
    /// Parks for a person what crossed another change: also what is parked for another reason, since it could leave when that one is
    /// gone, before anybody has decided.
    /// </summary>
    public static void Park(Draft draft, Delivery rival, SubmissionId crossed)
    {
        if (rival.Parked is not ParkReason.Crossing)
            draft.Emit(new AccountEvent.DeliveryParked(rival.Id, ParkReason.Crossing, $"crossed {crossed}") { At = draft.Now });
    }

    /// <summary>
    /// What a newer revision of its party does not replace by itself (R10), since it goes elsewhere: what the party contradicted
    /// itself about is settled, and what was on its way over a link that the configuration has no more is outdated when that comes
    /// back. Nobody is to let either go any more.
    /// </summary>
    public static void EndOlder(Draft draft, Submission s)
    {
        foreach (var (_, lane) in draft.State[s.Meeting].Lanes)
        {
            if (lane.Any(d => d.Id.Submission == s.Id)) continue;
            foreach (var d in lane)
                if (d.Id.Submission.Origin == s.Origin && d.Revision < s.Revision && (d.IsAside || draft.Rules.Of(d.Link) is null))
                    draft.Emit(new AccountEvent.DeliverySuperseded(d.Id, s.Id) { At = draft.Now });
        }
    }

    /// <summary>Other parties' changes, with other content, that are not delivered yet.</summary>
    private static ImmutableArray<Delivery> Rivals(Registration registration, Submission s, PartyId to)
    {
        var rivals = registration.Rivals(s.Origin, to);
        for (var i = rivals.Length - 1; i >= 0; i--)
            if (rivals[i].Content == s.Content) rivals = rivals.RemoveAt(i);
        return rivals;
    }

    /// <summary>Whether the configuration leaves the crossing with one of them to a person.</summary>
    private static bool IsForPerson(Draft draft, Submission s, ImmutableArray<Delivery> rivals)
    {
        foreach (var rival in rivals)
            if (Crossing.Outcome(draft.Rules, s, rival) is CrossingOutcome.Parked) return true;
        return false;
    }

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
