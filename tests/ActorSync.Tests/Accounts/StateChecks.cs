using Xunit;

namespace ActorSync.Tests;

/// <summary>What holds for an account between any two commands.</summary>
internal static class StateChecks
{
    public static void Hold(AccountRun run)
    {
        Settling_again_changes_nothing(run);
        foreach (var registration in run.State.Registrations.Values)
            foreach (var (to, lane) in registration.Lanes) Lane_holds_the_newest_alone(run, registration, to, lane);
        foreach (var delivery in run.Open)
        {
            Gate_is_where_its_main_says(run, delivery);
            Log_tells_the_same(run, delivery);
        }
        var open = run.Open.Select(d => (d.Id.Submission, (PartyId?)d.Id.To)).ToHashSet();
        foreach (var (row, status) in run.Log.Rows)
            if (!open.Contains(row)) Row_is_finished(row, status);
        Something_comes_next(run);
    }

    private static void Settling_again_changes_nothing(AccountRun run)
    {
        var draft = new Draft(run.Rules, run.State, run.InFlight, run.Now);
        foreach (var meeting in run.State.Registrations.Keys) Settling.Settle(draft, meeting);
        Assert.Empty(draft.Decide(Answer.Noted.Instance).Events);
    }

    /// <summary>
    /// Older ones are superseded (R10); one that is being called, or stands aside as a conflict, is left alone, and changes
    /// that crossed wait for a person side by side (R12d).
    /// </summary>
    private static void Lane_holds_the_newest_alone(AccountRun run, Registration registration, PartyId to, IReadOnlyList<Delivery> lane)
    {
        Assert.NotEmpty(lane);
        Assert.Equal(lane.OrderBy(d => d.Order), lane);
        Assert.All(lane, d => Assert.Equal((registration.Meeting, to), (d.Id.Meeting, d.Id.To)));
        var waiting = lane.Where(d => !d.IsAside && !run.InFlight.Has(d.Id)).ToList();
        var isForAPerson = waiting.TrueForAll(d => d.Parked is ParkReason.Crossing)
            && waiting.DistinctBy(d => d.Id.Submission.Origin).Count() == waiting.Count;
        Assert.True(waiting.Count <= 1 || isForAPerson, $"one waits for {to}: {string.Join(", ", waiting.Select(d => d.Id))}");
    }

    /// <summary>R7, R8: nobody waits at an open gate, and nobody but whom an operator let go is past a closed one.</summary>
    private static void Gate_is_where_its_main_says(AccountRun run, Delivery d)
    {
        Assert.Equal(d.Phase is DeliveryPhase.Parked, d.Parked is not null);
        if (d.MainMeeting is not { } main) { Assert.NotEqual(DeliveryPhase.Gated, d.Phase); return; }

        var open = run.State[main].OpensGateAt(d.Id.To);
        var atGate = d is { Phase: DeliveryPhase.Gated } or { Parked: ParkReason.MainMissing };
        Assert.False(open && atGate, $"{d.Id} waits at an open gate");
        var exempt = d.Operation is Operation.Cancel || d.GateReleased || run.Rules.Of(d.Link) is not { MainFirst: true };
        var past = d.Phase is DeliveryPhase.Ready && !exempt && !run.InFlight.Has(d.Id);
        Assert.False(!open && past, $"{d.Id} is past a closed gate");
        if (d.Phase is DeliveryPhase.Gated) Assert.True(d.LookAt <= d.GateUntil, $"{d.Id} is looked at by the time it is parked");
    }

    /// <summary>R19: open deliveries have a status, a reason, what unblocks them, and the time at which the account looks.</summary>
    private static void Log_tells_the_same(AccountRun run, Delivery d)
    {
        var status = run.Log[d.Id.Submission, d.Id.To];
        var due = d.Phase switch { DeliveryPhase.Gated => d.LookAt, DeliveryPhase.Parked => (DateTimeOffset?)null, _ => d.Due };
        Assert.Equal((d.Id, Explaining.StatusOf(d, InFlight.None), due), (d.Id, status.Status, status.NextDue));
        Assert.Equal((d.Id, d.Attempts), (d.Id, status.Attempts ?? 0));
        Assert.False(string.IsNullOrWhiteSpace(status.Reason), $"{d.Id} is {status.Status} without a reason");
        Assert.False(string.IsNullOrWhiteSpace(status.Unblocks), $"{d.Id} is {status.Status} and nothing unblocks it");
    }

    private static void Row_is_finished((SubmissionId Submission, PartyId? To) row, LogStatus status)
    {
        var open = status.Status is Status.Waiting or Status.Gated or Status.Retrying or Status.Parked or Status.Delivering;
        Assert.False(open, $"{row.Submission} to {row.To} is {status.Status} in the log alone");
        Assert.Null(status.NextDue);
        Assert.Null(status.Unblocks);
    }

    /// <summary>What neither moves nor waits for a person has a call under way, a call to start, or a time.</summary>
    private static void Something_comes_next(AccountRun run)
    {
        var next = run.Next();
        if (next.LookAt is { } at) Assert.True(at > run.Now, $"looking at {at:O} again at {run.Now:O} would go on for ever");
        if (run.Open.Any(d => d.Parked is null) && run.InFlight.Deliveries.IsEmpty && next.Starts.IsEmpty) Assert.NotNull(next.LookAt);
    }
}
