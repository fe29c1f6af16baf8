namespace ActorSync;

/// <summary>Whether a submission is news (R3, R12b, R12c).</summary>
internal static class Judging
{
    /// <returns>The verdict, and the submission that it refers to, if any.</returns>
    public static (Verdict Verdict, SubmissionId? Of) Judge(Draft draft, Submission s)
    {
        var registration = draft.State[s.Meeting];
        if (registration.Reports[s.Origin] is { } newest)
        {
            if (s.Revision < newest.Revision) return (Verdict.Stale, newest.Submission);
            if (s.Revision == newest.Revision)
                return (s.Content == newest.Content ? Verdict.Duplicate : Verdict.Conflict, newest.Submission);
        }
        if (IsKnown(draft, registration, s)) return (IsStuck(draft, registration, s) ? Verdict.Accepted : Verdict.Unchanged, null);
        return (IsLateEcho(draft, registration, s) ? Verdict.Stale : Verdict.Accepted, null);
    }

    /// <summary>
    /// The reporter is known to hold it, or is just being sent it, or may have been (R12b). What tells of an earlier call with the
    /// same content says nothing of the one under way: taken for its confirmation, it would lose the change. Nor is it known to hold
    /// what it reports after a later call with other content, in doubt: either may have taken the place of the other.
    /// </summary>
    private static bool IsKnown(Draft draft, Registration registration, Submission s)
    {
        var holding = registration.At(s.Origin);
        if (FollowsDoubt(draft, holding, s)) return false;
        var isEarlier = holding.MayTake(s.Content) && holding.WasReplacedAfter(s.OccurredAt, s.Content);
        if (holding.Known == s.Content) return !isEarlier;
        var isUnderWay = draft.InFlight.About(s.Meeting, s.Origin)?.Content == s.Content
            || (holding.MayTake(s.Content) && holding.IsLatest(s.Content));
        return isUnderWay ? !holding.WasReplacedAfter(s.OccurredAt, s.Content) : holding.MayTake(s.Content);
    }

    /// <summary>It occurred after every call to its reporter, the latest had other content, and such a one is in doubt.</summary>
    private static bool FollowsDoubt(Draft draft, Holding holding, Submission s) =>
        holding.MayHoldOther(s.Content) && !holding.IsLatest(s.Content) && holding.SettledBy(s.OccurredAt)
        && draft.InFlight.About(s.Meeting, s.Origin) is null;

    /// <summary>
    /// The same content, or what an operator made of it, is on its way and does not get there: parked, or behind a main meeting that
    /// it does not hang under any more. Reported again under a newer revision it is tried again (R11).
    /// </summary>
    private static bool IsStuck(Draft draft, Registration registration, Submission s) => draft.Rules.From(s.Origin)
        .Any(l => registration.Current(l.Link.To) is { } d && d.Id.Submission.Origin == s.Origin
            && (d.Content == s.Content || d.Edition > 0)
            && (d.Parked is not null || d.MainMeeting != s.MainMeeting));

    /// <summary>It equals something sent to its reporter earlier and did not occur after the latest delivery to it (R12c).</summary>
    private static bool IsLateEcho(Draft draft, Registration registration, Submission s)
    {
        var holding = registration.At(s.Origin);
        if (!holding.WasSent(s.Content)) return false;
        return draft.InFlight.About(s.Meeting, s.Origin) is not null || s.OccurredAt <= holding.LatestDelivery;
    }
}
