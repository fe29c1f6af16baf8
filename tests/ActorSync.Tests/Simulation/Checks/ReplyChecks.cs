namespace ActorSync.Tests.Simulation;

/// <summary>What holds whenever somebody is answered (R1, R2, R5, R21).</summary>
internal static class ReplyChecks
{
    public static void Check(Oracle oracle, Submission asked, Answer answer)
    {
        if (oracle.Find(asked.Id) is not { } received)
        {
            oracle.Fail("R1", $"{asked.Id} is answered {answer}, and nothing of it is durable");
            return;
        }
        var same = received.Submission.Fingerprint == asked.Fingerprint;
        switch (answer)
        {
            case Answer.Received a:
                oracle.Expect(same, "R2", $"{asked.Id} is taken, and another content under it is answered {a}");
                oracle.Expect(
                    (a.Verdict, a.ReceivedAt) == (received.Verdict, received.At), "R2",
                    $"{asked.Id} is answered {a}, first as {received.Verdict} of {received.At:O}");
                oracle.Expect(a.Redelivered || !received.WasAnswered, "R2", $"{asked.Id} is answered as new a second time");
                received.WasAnswered |= !a.Redelivered;
                break;
            case Answer.IdTaken a:
                oracle.Expect(!same, "R2", $"{asked.Id} is refused as taken, and it is the same submission");
                oracle.Expect(
                    (received.At - a.ReceivedAt).Duration() < TimeSpan.FromMilliseconds(1), "R2",
                    $"{asked.Id} is refused for one of {a.ReceivedAt:O}, and that came {received.At:O}");
                break;
            default:
                oracle.Fail("R2", $"{asked.Id} is answered {answer}");
                break;
        }
    }

    /// <summary>Nothing was done, and will be, of what was never taken in.</summary>
    public static void CheckBusy(Oracle oracle, Submission asked) =>
        oracle.Expect(oracle.Find(asked.Id) is null, "R5", $"{asked.Id} was only ever answered busy, and is durable");

    /// <param name="by">Tells the action apart.</param>
    public static void Check(Oracle oracle, string by, Answer answer)
    {
        if (answer is Answer.Acted acted)
            oracle.Expect(acted.Deliveries.Length > 0 && oracle.Acted.Contains(by), "R21", $"{by} was done, and is not in the journal");
        else oracle.Expect(answer is Answer.NotActed { Why.Length: > 0 }, "R21", $"{by} is answered {answer}");
    }
}
