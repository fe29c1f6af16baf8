namespace ActorSync.Peers.Polling;

/// <summary>
/// One account's rows of a page, one call after the other: main meetings first, of each registration the newest revision.
/// </summary>
internal sealed class AccountTurn(Receiver receiver, IEnumerable<Row> rows, IEnumerable<HeldRegistration> held)
{
    private readonly Dictionary<string, long> _held = held.ToDictionary(h => h.Meeting, h => h.Revision);

    public List<RowOutcome> Outcomes { get; } = [];

    /// <summary>What the receiver has taken over in this turn.</summary>
    public List<HeldRegistration> TakenOver { get; } = [];

    public async Task Run()
    {
        foreach (var registration in rows.GroupBy(r => r.Submission.Meeting).OrderBy(r => r.First().Submission.MainMeeting is not null))
        {
            var newest = registration.MaxBy(r => r.Submission.Revision)!;
            foreach (var other in registration.Where(r => r != newest)) Outcomes.Add(RowOutcome.Skipped(other));
            Outcomes.Add(await Deliver(newest));
        }
    }

    private async Task<RowOutcome> Deliver(Row row)
    {
        var submission = row.Submission;
        if (submission.IsHeld(_held)) return RowOutcome.Skipped(row);
        if (submission.IsGated(_held)) return RowOutcome.Again(row, Gate.LookAgain);
        switch (await receiver.Put(submission))
        {
            case Answer.Done:
                _held[submission.Meeting] = submission.Revision;
                TakenOver.Add(new(submission.Account, submission.Meeting, submission.Revision));
                return RowOutcome.Done(row);
            case Answer.TryLater: return RowOutcome.Again(row, Gate.RetryAfter);
            default: return RowOutcome.Parked(row);
        }
    }
}
