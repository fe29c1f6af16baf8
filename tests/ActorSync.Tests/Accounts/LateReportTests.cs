using Xunit;
using static ActorSync.Tests.Crossed;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R7, R10, R12: a report of a change that is older than the end of a call in doubt says nothing of that call.</summary>
public sealed class LateReportTests
{
    [Fact]
    public void A_change_follows_a_call_in_doubt_that_was_replaced()
    {
        var run = LandedOverAnUnreportedChange();
        run.Submit(MainFrom(B, 2) with { NotBefore = Time.AddMinutes(1) });
        run.Submit(By(C, 5));
        Settle(run);

        Assert.Empty(run.Open);
        Assert.Equal((By(C, 5).Content, By(C, 5).Content), (run.Parties[B][Forum], run.Parties[C][Forum]));
    }

    [Fact]
    public void A_change_follows_a_call_in_doubt_that_was_edited()
    {
        var run = LandedOverAnUnreportedChange();
        run.Submit(ReportFrom(B, Summit, 1));
        run.Edit(By(B, 1), Data("edited"));
        run.Submit(By(C, 5));
        Settle(run);

        Assert.Equal((By(C, 5).Content, By(C, 5).Content), (run.Parties[B][Forum], run.Parties[C][Forum]));
    }

    [Fact]
    public void A_cancellation_is_sent_where_a_call_in_doubt_may_have_landed_over_the_receivers_own()
    {
        var run = new AccountRun(BothWays);
        run.Submit(MainFrom(B, 1));
        run.Parties[C].Take(run.CallTo(C));
        run.Fail(C, AttemptResult.UnknownEffect);
        run.Submit(MainFrom(B, 2) with { NotBefore = Time.AddSeconds(10) });
        run.Submit(CancelFrom(C, Forum, 1) with { OccurredAt = Time });
        run.Submit(CancelFrom(B, Forum, 3));
        Settle(run);

        Assert.Equal(ContentHash.Cancelled, run.Parties[C][Forum]);
    }

    [Fact]
    public void It_opens_no_gate_that_a_cancellation_in_doubt_has_closed()
    {
        var run = new AccountRun(BothWays);
        run.Submit(MainFrom(B, 1));
        run.Deliver(C);
        run.Submit(CancelFrom(B, Forum, 2));
        run.Parties[C].Take(run.CallTo(C));
        run.Fail(C, AttemptResult.UnknownEffect);
        run.Submit(MainFrom(B, 3) with { NotBefore = Time.AddSeconds(10) });
        run.Submit(MainFrom(C, 1) with { OccurredAt = Time.AddSeconds(-1) });
        run.Submit(SubFrom(B));

        Assert.Equal(ContentHash.Cancelled, run.Parties[C][Forum]);
        Assert.Equal(Status.Gated, run.Log[SubFrom(B)].Status);
    }

    /// <summary>C changes it at 5 s; B's call lands over that and ends at 10 s without an answer; C's report is still on its way.</summary>
    private static AccountRun LandedOverAnUnreportedChange()
    {
        var run = new AccountRun(BothWays);
        run.Submit(By(B, 1));
        run.Parties[C].Change(Forum, By(C, 5).Content);
        run.Parties[C].Take(run.CallTo(C));
        run.Advance(TimeSpan.FromSeconds(10));
        run.Fail(C, AttemptResult.UnknownEffect);
        return run;
    }

    private static void Settle(AccountRun run)
    {
        for (var i = 0; i < 5; i++)
        {
            run.Advance(TimeSpan.FromMinutes(1));
            DeliverAll(run);
        }
    }
}
