using static ActorSync.AccountEvent;

namespace ActorSync;

/// <summary>Status, reason and what unblocks it, in words for people (R19). The one place where these sentences are.</summary>
public static class Explaining
{
    private const string Exhausted = "exhausted";
    private const string Free = "it is free to leave";
    private const string ItsTurn = "its turn";

    /// <summary>Of a delivery that is open, as the registration log has it, and whether it is being called right now.</summary>
    public static Status StatusOf(Delivery d, InFlight inFlight) => d switch
    {
        _ when inFlight.Has(d.Id) => Status.Delivering,
        { IsAside: true } => Status.Conflict,
        { Phase: DeliveryPhase.Parked } => Status.Parked,
        { Phase: DeliveryPhase.Gated } => Status.Gated,
        { IsRetrying: true } => Status.Retrying,
        _ => Status.Waiting,
    };

    /// <summary>What is stored as waiting or retrying, while it is being called.</summary>
    public static LogStatus Delivering(LogStatus stored) =>
        stored with { Status = Status.Delivering, Reason = "its call is under way", Unblocks = "the answer", NextDue = null };

    /// <summary>What is stored as waiting or retrying, when its time has come.</summary>
    /// <param name="stored">As the log has it.</param>
    /// <param name="holdup">Why its receiver is not called now; null: no reason but the others before it.</param>
    public static LogStatus Due(LogStatus stored, string? holdup) => stored with { Reason = holdup ?? Free, Unblocks = ItsTurn };

    internal static LogStatus Verdict(SubmissionReceived e) => new(StatusOf(e.Verdict))
    {
        ChangedAt = e.At,
        Reason = e.Verdict switch
        {
            ActorSync.Verdict.Accepted => $"no link leads on from {e.Submission.Origin}",
            ActorSync.Verdict.Duplicate => $"the same revision and content as {e.Of}",
            ActorSync.Verdict.Stale when e.Of is not null => $"older than {e.Of}",
            ActorSync.Verdict.Stale => $"a late echo of what {e.Submission.Origin} was sent",
            ActorSync.Verdict.Conflict => $"the same revision as {e.Of} with other content",
            ActorSync.Verdict.Unchanged => $"{e.Submission.Origin} is already known to hold this content",
            _ => $"crossed {e.Of}, which wins",
        },
    };

    internal static LogStatus Planned(SubmissionReceived e, PlannedDelivery planned) => planned switch
    {
        { Parked: ParkReason.Conflict } => Parked(ParkReason.Conflict, planned.To, $"the same revision as {e.Of} with other content", e.At),
        { Parked: { } reason } => Parked(reason, planned.To, null, e.At),
        { LookAt: { } lookAt } => Gated(e.Submission.MainMeeting!.Value, planned.To, lookAt, e.At),
        _ => Waiting(planned.Due, e.At),
    };

    internal static LogStatus Waiting(DateTimeOffset due, DateTimeOffset at) => due > at
        ? new(Status.Waiting) { NextDue = due, Reason = "it is not to leave yet", Unblocks = "its time", ChangedAt = at }
        : new(Status.Waiting) { NextDue = due, Reason = Free, Unblocks = ItsTurn, ChangedAt = at };

    internal static LogStatus Gated(MeetingId main, PartyId to, DateTimeOffset lookAt, DateTimeOffset at) => new(Status.Gated)
    {
        Reason = $"the registration for {main} is not done at {to}", Unblocks = $"{main} done at {to}, or release",
        NextDue = lookAt, ChangedAt = at,
    };

    internal static LogStatus Retrying(AttemptFailed e) => new(Status.Retrying)
    {
        Reason = e.Attempt.Response is { } response ? $"attempt {e.Attempt.Number}: {response}" : $"attempt {e.Attempt.Number} failed",
        Unblocks = "the next attempt", NextDue = e.RetryAt, Attempts = e.Attempt.Number, ChangedAt = e.At,
    };

    internal static LogStatus Done(Delivered e) => new(Status.Done) { Attempts = e.Attempt.Number, ChangedAt = e.At };

    internal static LogStatus Confirmed(PartyId to, DateTimeOffset at) =>
        new(Status.Done) { Reason = $"{to} reported that it holds this content", ChangedAt = at };

    internal static LogStatus Unchanged(PartyId to, DateTimeOffset at) =>
        new(Status.Unchanged) { Reason = $"{to} already holds this content", ChangedAt = at };

    internal static LogStatus Superseded(SubmissionId by, DateTimeOffset at) =>
        new(Status.Superseded) { Reason = $"by {by}", ChangedAt = at };

    internal static LogStatus Cancelled(SubmissionId? by, DateTimeOffset at) => new(Status.Cancelled)
    {
        Reason = by is null ? "nothing had left that it would cancel" : $"by {by}, before any attempt had effect", ChangedAt = at,
    };

    internal static LogStatus Skipped(string by, string why, DateTimeOffset at) =>
        new(Status.Cancelled) { Reason = $"skipped by {by}: {why}", ChangedAt = at };

    internal static LogStatus Parked(ParkReason reason, PartyId to, string? detail, DateTimeOffset at)
    {
        var (why, unblocks) = reason switch
        {
            ParkReason.MainMissing => ("main-missing", "the main meeting's registration, release or skip"),
            ParkReason.Exhausted => (Exhausted, "retry, edit, skip or a newer revision"),
            ParkReason.Rejected => ($"rejected by {to}", "retry, edit, skip or a newer revision"),
            ParkReason.Conflict => ("conflict", "release, edit, skip or a newer revision"),
            ParkReason.Crossing => ("crossing: both sides changed it", "release of one side"),
            ParkReason.Loop => ("loop: two parties keep changing it back and forth", "release, skip or a later revision"),
            _ => ("link-removed", "the link back in the configuration, then retry; or skip"),
        };
        return new(reason is ParkReason.Conflict ? Status.Conflict : Status.Parked)
        {
            Reason = detail is null ? why : $"{why}: {detail}", Unblocks = unblocks, ChangedAt = at,
        };
    }

    internal static bool SaysExhausted(string? reason) => reason?.StartsWith(Exhausted, StringComparison.Ordinal) is true;

    private static Status StatusOf(Verdict verdict) => verdict switch
    {
        ActorSync.Verdict.Accepted => Status.Done,
        ActorSync.Verdict.Duplicate => Status.Duplicate,
        ActorSync.Verdict.Stale => Status.Stale,
        ActorSync.Verdict.Conflict => Status.Conflict,
        ActorSync.Verdict.Unchanged => Status.Unchanged,
        _ => Status.Superseded,
    };
}
