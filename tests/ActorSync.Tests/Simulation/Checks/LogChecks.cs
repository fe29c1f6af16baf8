namespace ActorSync.Tests.Simulation;

/// <summary>The registration log tells what the events tell, and why, and what comes next (R19).</summary>
internal static class LogChecks
{
    public static void Check(Oracle oracle, AccountBook book, LogChanges log)
    {
        foreach (var row in log.Rows)
        {
            if (row.To is { } to)
            {
                Form(oracle, row.Submission.Id, row.Status);
                Same(oracle, book, new(row.Submission.Meeting, row.Submission.Id, to), row.Status);
            }
            else
                oracle.Expect(
                    IsFinished(row.Status.Status) || row.Status.Status is Status.Conflict, "R19",
                    $"{row.Submission.Id} goes nowhere and is {row.Status.Status}");
        }
        foreach (var update in log.Updates)
        {
            Form(oracle, update.Delivery.Submission, update.Status);
            Same(oracle, book, update.Delivery, update.Status);
        }
        foreach (var d in book.Open)
        {
            var shown = book.State.Find(d.Id) is { } delivery ? Explaining.StatusOf(delivery, InFlight.None) : default(Status?);
            oracle.Expect(d.Logged == shown, "R19", $"{d.Id} is {d.Logged} in the log and {shown} in its account");
        }
    }

    private static bool IsFinished(Status status) =>
        status is Status.Done or Status.Unchanged or Status.Superseded or Status.Cancelled or Status.Duplicate or Status.Stale;

    private static void Form(Oracle oracle, SubmissionId id, LogStatus status)
    {
        var told = !string.IsNullOrEmpty(status.Reason) && !string.IsNullOrEmpty(status.Unblocks);
        var right = IsFinished(status.Status) ? status is { Unblocks: null, NextDue: null }
            : told && status.NextDue is null == status.Status is Status.Parked or Status.Conflict;
        oracle.Expect(right, "R19",
            $"{id} is {status.Status} with reason '{status.Reason}', unblocks '{status.Unblocks}', next due {status.NextDue:O}");
        if (status.Status is Status.Superseded)
            oracle.Expect(status.Reason is not null, "R10", $"{id} is superseded and does not name its successor");
    }

    private static void Same(Oracle oracle, AccountBook book, DeliveryId id, LogStatus status)
    {
        var open = book.Find(id);
        if (open is not null) open.Logged = status.Status;
        var right = open switch
        {
            null => IsFinished(status.Status),
            { IsAside: true } => status.Status is Status.Conflict,
            { Parked: not null } => status.Status is Status.Parked,
            { IsGated: true } => status.Status is Status.Gated,
            _ => status.Status is Status.Waiting or Status.Retrying,
        };
        oracle.Expect(right, "R19", $"{id} is {status.Status} in the log, and its events say otherwise");
    }
}
