namespace ActorSync;

/// <summary>What a new report does to deliveries that are there already: they end, wait for a person, or land again (R10, R12d).</summary>
internal static class Yielding
{
    /// <summary>
    /// Ends, or parks, what was on its way to the reporter of a change that wins the crossing, or waits for a person: then all of it
    /// waits, for what is ended would be missed if that person let another go. A call under way goes on: its end is settled when it
    /// is there, and tells that person nothing of which of the two came last.
    /// </summary>
    public static void YieldRivals(Draft draft, Submission s)
    {
        var rivals = Crossing.Rivals(draft.State[s.Meeting], s, to: s.Origin);
        var isForPerson = Crossing.IsForPerson(draft, s, rivals);
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

    private static void Renew(Draft draft, Delivery d, SubmissionId over) =>
        draft.Emit(new AccountEvent.DeliveryRenewed(d.Id, over, draft.InFlight.Has(d.Id)) { At = draft.Now });
}
