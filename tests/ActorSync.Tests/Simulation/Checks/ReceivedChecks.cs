namespace ActorSync.Tests.Simulation;

/// <summary>What holds for every submission that is taken in: it is judged right (R2, R3, R12, R14) and goes where it should.</summary>
internal static class ReceivedChecks
{
    public static void Check(Oracle oracle, AccountBook book, AccountEvent.SubmissionReceived e)
    {
        oracle.Keep(new(e.Submission, e.Verdict, e.At));
        Revision(oracle, book, e);
        Echo(oracle, book, e);
        Loop(oracle, book, e);
        foreach (var planned in e.Deliveries) Time(oracle, e, planned);
    }

    /// <summary>R3.</summary>
    private static void Revision(Oracle oracle, AccountBook book, AccountEvent.SubmissionReceived e)
    {
        var s = e.Submission;
        Verdict? expected = null;
        if (book[s.Meeting].Newest.TryGetValue(s.Origin, out var newest))
        {
            if (s.Revision < newest.Revision) expected = Verdict.Stale;
            else if (s.Revision == newest.Revision) expected = s.Content == newest.Content ? Verdict.Duplicate : Verdict.Conflict;
        }
        if (expected is { } verdict)
            oracle.Expect(e.Verdict == verdict, "R3", $"{s.Id} is {e.Verdict} and should be {verdict} after {newest!.Id}");
        else
            oracle.Expect(
                e.Verdict is not Verdict.Duplicate and not Verdict.Conflict, "R3",
                $"{s.Id} is {e.Verdict} and is the newest of its origin");
    }

    /// <summary>
    /// R12b and R12c; a content that is parked on its way, as it was reported or as an operator edited it, is tried again when it is
    /// reported again (R11).
    /// </summary>
    private static void Echo(Oracle oracle, AccountBook book, AccountEvent.SubmissionReceived e)
    {
        var s = e.Submission;
        var reporter = book[s.Meeting][s.Origin];
        bool IsStuck(DeliveryBook d) => d.Parked is not null && d.Id.Meeting == s.Meeting
            && (d.Content == s.Content || (d.Edition > 0 && d.Id.Submission.Origin == s.Origin));
        if (e.Verdict is not Verdict.Accepted || book.Open.Any(IsStuck)) return;
        oracle.Expect(
            !(reporter.IsSure && reporter.Said == s.Content), "R12b",
            $"{s.Id} is taken for news, although {s.Origin} is known to hold its content");
        oracle.Expect(
            !(reporter.HasAcknowledged(s.Content) && s.OccurredAt <= reporter.LatestEnd), "R12c",
            $"{s.Id} is a late echo of what was sent to {s.Origin}");
    }

    private static void Loop(Oracle oracle, AccountBook book, AccountEvent.SubmissionReceived e)
    {
        if (e.Verdict is not Verdict.Accepted) return;
        var rules = oracle.Rules.Loop;
        var isLoop = book[e.Submission.Meeting].Alternations(e.Submission.Origin, e.At, rules.Window) >= rules.Alternations;
        foreach (var planned in e.Deliveries)
            oracle.Expect((planned.Parked is ParkReason.Loop) == isLoop || planned.Parked is ParkReason.Crossing, "R14",
                $"{e.Submission.Id} is {(isLoop ? "not " : "")}parked as a loop");
    }

    private static void Time(Oracle oracle, AccountEvent.SubmissionReceived e, PlannedDelivery planned)
    {
        var link = oracle.Rules.Of(new(planned.From, planned.To));
        oracle.Expect(link is not null, "R19", $"{e.Submission.Id} is to go over a link that is not there");
        if (planned.GateUntil is { } until && link is not null)
            oracle.Expect(
                until == e.At + link.GateTimeout && planned.LookAt <= e.At + link.SubDelay, "R8",
                $"{e.Submission.Id} is gated for the wrong time");
    }
}
