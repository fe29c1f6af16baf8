namespace ActorSync;

/// <summary>Takes a submission in: what is made of it, and where it goes.</summary>
internal static class Submitting
{
    public static Answer Decide(Draft draft, AccountCommand.Submit command)
    {
        var s = command.Submission;
        if (draft.State.Seen.TryGetValue(s.Id, out var first))
            return first.Fingerprint == s.Fingerprint
                ? new Answer.Received(first.Verdict, first.ReceivedAt, Redelivered: true)
                : new Answer.IdTaken(first.ReceivedAt);

        var (verdict, of) = Judging.Judge(draft, s);
        var plan = verdict switch
        {
            Verdict.Accepted => Planning.Plan(draft, s),
            Verdict.Conflict => Planning.SetAside(draft, s),
            _ => new Plan([], null),
        };
        if (plan.LostTo is { } winner) (verdict, of) = (Verdict.Superseded, winner);

        draft.Emit(new AccountEvent.SubmissionReceived(s, verdict, of, plan.Deliveries, command.Trace) { At = draft.Now });
        if (verdict is Verdict.Accepted) Yielding.YieldRivals(draft, s);
        if (verdict is Verdict.Superseded) Yielding.RenewWinner(draft, s, of!.Value);
        if (verdict is Verdict.Accepted or Verdict.Unchanged or Verdict.Superseded) Yielding.EndOlder(draft, s);
        Settling.Settle(draft, s.Meeting);
        return new Answer.Received(verdict, draft.Now, Redelivered: false);
    }
}
