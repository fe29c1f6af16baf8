using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>
/// R12b, R12c: a content that was sent, replaced, and is on its way again. An echo of its first call says nothing of the second.
/// </summary>
public sealed class ReturningContentTests
{
    private static readonly Submission Back = MainFrom(B, 3) with { Data = MainFrom(B, 1).Data };
    private readonly AccountRun _run = new(BothWays);

    public ReturningContentTests()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Deliver(C);
        _run.Advance(TimeSpan.FromMinutes(1));
        _run.Submit(MainFrom(B, 2));
        _run.Deliver(C);
        _run.Advance(TimeSpan.FromMinutes(1));
        _run.Submit(Back);
    }

    [Fact]
    public void A_late_echo_during_the_call_does_not_confirm_it()
    {
        Assert.Equal(Verdict.Stale, _run.VerdictOn(EchoAfter(seconds: 1)));

        _run.Fail(C, AttemptResult.UnknownEffect);

        Assert.Equal(Status.Retrying, _run.Log[Back].Status);
    }

    [Fact]
    public void A_late_echo_while_a_call_is_in_doubt_does_not_confirm_it()
    {
        _run.Fail(C, AttemptResult.UnknownEffect);

        Assert.Equal(Verdict.Stale, _run.VerdictOn(EchoAfter(seconds: 1)));
        Assert.Equal(Status.Retrying, _run.Log[Back].Status);
    }

    [Fact]
    public void A_late_echo_does_not_confirm_it_after_two_calls_in_doubt()
    {
        _run.Fail(C, AttemptResult.UnknownEffect);
        _run.Advance(TimeSpan.FromMinutes(1));
        _run.Fail(C, AttemptResult.UnknownEffect);

        Assert.Equal(Verdict.Stale, _run.VerdictOn(EchoAfter(seconds: 1)));
        Assert.Equal(Status.Retrying, _run.Log[Back].Status);
    }

    [Fact]
    public void An_echo_of_the_call_itself_confirms_it()
    {
        _run.Fail(C, AttemptResult.UnknownEffect);

        Assert.Equal(Verdict.Unchanged, _run.VerdictOn(EchoAfter(seconds: 120)));
        Assert.Equal(Status.Done, _run.Log[Back].Status);
    }

    [Fact]
    public void What_came_before_is_remembered_over_a_restart()
    {
        _run.Fail(C, AttemptResult.UnknownEffect);
        _run.Crash(snapshotAt: _run.Events.Count);

        Assert.Equal(Verdict.Stale, _run.VerdictOn(EchoAfter(seconds: 1)));
    }

    [Fact]
    public void A_late_echo_does_not_confirm_it_where_the_call_in_between_is_in_doubt_too()
    {
        var run = Doubted(MainFrom(B, 2), Back);

        run.Submit(EchoAfter(seconds: 0));
        DeliverAll(run);

        Assert.Equal(Back.Content, run.Parties[C][Forum]);
    }

    [Fact]
    public void A_late_echo_opens_no_gate_that_a_cancellation_in_doubt_has_closed()
    {
        var run = Doubted(CancelFrom(B, Forum, 2), Back);
        run.Submit(SubFrom(B));

        run.Submit(EchoAfter(seconds: 0));

        Assert.Equal(ContentHash.Cancelled, run.Parties[C][Forum]);
        Assert.Equal(Status.Gated, run.Log[SubFrom(B)].Status);
    }

    [Fact]
    public void A_late_echo_does_not_confirm_it_when_a_crash_left_both_calls_in_doubt()
    {
        var run = new AccountRun(BothWays);
        run.Submit(MainFrom(B, 1));
        run.Deliver(C);
        run.Advance(TimeSpan.FromMinutes(1));
        run.Submit(MainFrom(B, 2));
        run.Parties[C].Take(run.CallTo(C));
        run.Submit(Back);
        run.Crash();
        run.Fail(C, AttemptResult.Temporary);

        run.Submit(EchoAfter(seconds: 0));
        DeliverAll(run);

        Assert.Equal(Back.Content, run.Parties[C][Forum]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_earlier_report_said_again_does_not_confirm_it(bool isAcknowledged)
    {
        var own = MainFrom(C, 1);
        var run = new AccountRun(BothWays);
        run.Submit(own);
        run.Parties[C].Change(Forum, own.Content);
        run.Deliver(B);
        run.Advance(TimeSpan.FromMinutes(1));
        run.Submit(MainFrom(B, 1) with { OccurredAt = run.Now });
        if (isAcknowledged) run.Deliver(C);
        else Take(run);
        var back = MainFrom(B, 2) with { Data = own.Data, OccurredAt = run.Now };
        run.Submit(back);
        run.Fail(C, AttemptResult.UnknownEffect);

        run.Submit(own with { Id = SubmissionId.Parse("C", "again"), Revision = 2 });
        DeliverAll(run);

        Assert.Equal(back.Content, run.Parties[C][Forum]);
    }

    [Fact]
    public void A_cancellation_after_a_registration_in_doubt_is_news_also_where_it_was_cancelled_before()
    {
        var run = new AccountRun(BothWays);
        run.Submit(MainFrom(B, 1));
        run.Deliver(C);
        run.Advance(TimeSpan.FromMinutes(1));
        run.Submit(CancelFrom(B, Forum, 2));
        run.Deliver(C);
        run.Advance(TimeSpan.FromMinutes(1));
        run.Submit(MainFrom(B, 3));
        run.Parties[B].Change(Forum, MainFrom(B, 3).Content);
        run.Parties[C].Take(run.CallTo(C));
        run.Fail(C, AttemptResult.UnknownEffect);
        run.Advance(TimeSpan.FromMilliseconds(100));
        run.Parties[C].Change(Forum, ContentHash.Cancelled);
        run.Submit(CancelFrom(C, Forum, 1) with { OccurredAt = run.Now });
        DeliverAll(run);

        Assert.Equal((ContentHash.Cancelled, ContentHash.Cancelled), (run.Parties[B][Forum], run.Parties[C][Forum]));
    }

    /// <summary>The first change is delivered; the call of the second lands unanswered, that of the third does not land.</summary>
    private static AccountRun Doubted(Submission second, Submission third)
    {
        var run = new AccountRun(BothWays);
        run.Submit(MainFrom(B, 1));
        run.Deliver(C);
        run.Advance(TimeSpan.FromMinutes(1));
        run.Submit(second);
        Take(run);
        run.Submit(third);
        run.Fail(C, AttemptResult.UnknownEffect);
        return run;
    }

    private static void Take(AccountRun run)
    {
        run.Parties[C].Take(run.CallTo(C));
        run.Fail(C, AttemptResult.UnknownEffect);
    }

    private static void DeliverAll(AccountRun run)
    {
        for (var i = 0; i < 3; i++)
        {
            run.Advance(TimeSpan.FromMinutes(1));
            foreach (var call in run.InFlight.Deliveries) run.Deliver(call);
        }
    }

    private static Submission EchoAfter(int seconds) =>
        ReportFrom(C, Forum, 1) with { Data = Back.Data, OccurredAt = Time.AddSeconds(seconds) };
}
