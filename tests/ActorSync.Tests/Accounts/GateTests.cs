using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R7, R8, R9: when a sub-meeting's registration may leave.</summary>
public sealed class GateTests
{
    private static readonly TimeSpan SubDelay = Link(B, C).SubDelay;
    private static readonly TimeSpan GateTimeout = Link(B, C).GateTimeout;
    private readonly AccountRun _run = new(BothWays);

    [Fact]
    public void A_sub_that_came_first_leaves_the_moment_its_main_is_done()
    {
        _run.Submit(SubFrom(B));
        _run.Submit(MainFrom(B));
        Assert.Equal([MainFrom(B).Id], _run.CallsTo(C));

        _run.Deliver(C);

        Assert.Equal([MainFrom(B).Id, SubFrom(B).Id], _run.CallsTo(C));
        Assert.Equal(Time, _run.Now);
    }

    [Fact]
    public void A_sub_that_came_last_waits_for_its_main_too()
    {
        _run.Submit(MainFrom(B));
        _run.Submit(SubFrom(B));

        Assert.Equal([MainFrom(B).Id], _run.CallsTo(C));
        Assert.Equal(Status.Gated, _run.Log[SubFrom(B)].Status);
    }

    [Fact]
    public void Subs_leave_one_by_one_in_the_order_in_which_they_came()
    {
        _run.Submit(ReportFrom(B, Visit, 1));
        _run.Advance(TimeSpan.FromSeconds(1));
        _run.Submit(SubFrom(B));
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        Assert.Equal(ReportFrom(B, Visit, 1).Id, _run.CallTo(C).Id.Submission);
        _run.Deliver(C);
        _run.Deliver(C);

        Assert.Equal([MainFrom(B).Id, ReportFrom(B, Visit, 1).Id, SubFrom(B).Id], _run.CallsTo(C));
    }

    [Fact]
    public void A_main_goes_before_every_waiting_sub()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        _run.Submit(SubFrom(B));
        _run.Submit(ReportFrom(B, Visit, 1));
        _run.Submit(MainFrom(B, 2));
        _run.Submit(ReportFrom(B, Summit, 1));
        for (var i = 0; i < 4; i++) _run.Deliver(C);

        Assert.Equal(
            [MainFrom(B).Id, SubFrom(B).Id, MainFrom(B, 2).Id, ReportFrom(B, Summit, 1).Id, ReportFrom(B, Visit, 1).Id],
            _run.CallsTo(C));
    }

    [Fact]
    public void A_sub_that_had_failed_waits_like_any_other_once_its_gate_opens_again()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        _run.Submit(SubFrom(B));
        _run.Finish(_run.CallTo(C), Attempt(AttemptResult.Temporary), chance: 1);
        Assert.Equal(Status.Retrying, Explaining.StatusOf(_run.Open.Single(), InFlight.None));
        _run.Submit(MainFrom(B, 2) with { Operation = Operation.Cancel });
        _run.Deliver(C);
        Assert.Equal(Status.Gated, Explaining.StatusOf(_run.Open.Single(), InFlight.None));

        _run.Submit(MainFrom(B, 3));
        _run.Deliver(C);

        var sub = _run.Open.Single();
        Assert.Equal((Status.Waiting, 1), (Explaining.StatusOf(sub, InFlight.None), sub.Failures));
        Assert.Equal(Status.Waiting, _run.Log[SubFrom(B)].Status);
        _run.Advance(TimeSpan.FromMinutes(1));
        _run.Finish(_run.CallTo(C), Attempt(AttemptResult.Temporary), chance: 1);
        Assert.Equal(Status.Retrying, Explaining.StatusOf(_run.Open.Single(), InFlight.None));
    }

    [Fact]
    public void After_the_sub_delay_a_sub_whose_main_is_not_done_stays()
    {
        _run.Submit(SubFrom(B));
        Assert.Equal(Time + SubDelay, _run.Next().LookAt);

        _run.Advance(SubDelay);

        Assert.Equal(Status.Gated, _run.Log[SubFrom(B)].Status);
        Assert.Equal(Time + GateTimeout, _run.Log[SubFrom(B)].NextDue);
        Assert.Empty(_run.CallsTo(C));
    }

    [Fact]
    public void After_the_gate_timeout_a_sub_is_parked_and_a_late_main_still_releases_it()
    {
        _run.Submit(SubFrom(B));
        _run.Advance(GateTimeout);
        Assert.Equal(Status.Parked, _run.Log[SubFrom(B)].Status);
        Assert.StartsWith("main-missing", _run.Log[SubFrom(B)].Reason, StringComparison.Ordinal);
        Assert.Null(_run.Next().LookAt);

        _run.Advance(TimeSpan.FromDays(30));
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        _run.Deliver(C);

        Assert.Equal([MainFrom(B).Id, SubFrom(B).Id], _run.CallsTo(C));
        Assert.Equal(Status.Done, _run.Log[SubFrom(B)].Status);
    }

    [Fact]
    public void A_sub_delay_beyond_the_gate_timeout_does_not_put_the_parking_off()
    {
        var run = new AccountRun(Rules(Link(B, C) with { SubDelay = TimeSpan.FromHours(2), GateTimeout = TimeSpan.FromHours(1) }));
        run.Submit(SubFrom(B));
        run.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Status.Parked, run.Log[SubFrom(B)].Status);
    }

    [Fact]
    public void The_gate_is_the_receivers_own()
    {
        var run = new AccountRun(Rules(Link(B, A), Link(B, C)));
        run.Submit(MainFrom(B));
        run.Submit(SubFrom(B));
        run.Deliver(A);

        Assert.Equal([MainFrom(B).Id, SubFrom(B).Id], run.CallsTo(A));
        Assert.Equal([MainFrom(B).Id], run.CallsTo(C));
    }

    [Fact]
    public void A_main_that_the_receiver_reports_itself_opens_its_gate()
    {
        _run.Submit(SubFrom(B));
        _run.Submit(MainFrom(C));

        Assert.Equal([SubFrom(B).Id], _run.CallsTo(C));
    }

    [Fact]
    public void Without_main_first_no_sub_waits()
    {
        var run = new AccountRun(Rules(Link(B, C) with { MainFirst = false }));
        run.Submit(SubFrom(B));

        Assert.Equal([SubFrom(B).Id], run.CallsTo(C));
    }

    [Fact]
    public void A_main_of_unknown_effect_opens_no_gate()
    {
        _run.Submit(MainFrom(B));
        _run.Submit(SubFrom(B));
        _run.Fail(C, AttemptResult.UnknownEffect);

        Assert.Equal(Status.Gated, _run.Log[SubFrom(B)].Status);
    }

    [Theory]
    [InlineData(AttemptResult.Delivered)]
    [InlineData(AttemptResult.UnknownEffect)]
    public void A_main_that_is_or_may_be_cancelled_closes_the_gate_again(AttemptResult result)
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        _run.Submit(CancelFrom(B, Forum, 2));
        _run.Submit(SubFrom(B));

        _run.Finish(_run.CallTo(C), Attempt(result));

        Assert.Equal(Status.Gated, _run.Log[SubFrom(B)].Status);
        Assert.Equal([MainFrom(B).Id, CancelFrom(B, Forum, 2).Id], _run.CallsTo(C));
    }

    [Fact]
    public void A_gate_that_closed_opens_when_the_main_is_registered_again()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        _run.Submit(CancelFrom(B, Forum, 2));
        _run.Submit(SubFrom(B));
        _run.Deliver(C);
        _run.Submit(MainFrom(B, 3));
        _run.Deliver(C);

        Assert.Equal(SubFrom(B).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void A_sub_that_failed_while_its_gate_closed_waits_at_the_gate()
    {
        var run = new AccountRun(Rules(Link(B, C), Link(A, C)));
        run.Submit(MainFrom(B));
        run.Deliver(C);
        run.Submit(SubFrom(B));
        run.Submit(CancelFrom(A, Forum, 1));
        run.Deliver(run.InFlight.Deliveries.Single(d => d.Operation is Operation.Cancel));

        run.Fail(C, AttemptResult.Temporary);

        Assert.Equal(Status.Gated, run.Log[SubFrom(B)].Status);
    }

    [Fact]
    public void A_cancellation_of_a_sub_passes_the_gate()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        _run.Submit(SubFrom(B));
        _run.Deliver(C);
        _run.Submit(CancelFrom(B, Forum, 2));
        _run.Deliver(C);
        _run.Submit(CancelFrom(B, Dinner, 2));

        Assert.Equal(CancelFrom(B, Dinner, 2).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void An_open_gate_does_not_shorten_a_subs_own_time()
    {
        _run.Submit(SubFrom(B) with { NotBefore = Time.AddMinutes(1) });
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        Assert.Equal(Status.Waiting, _run.Log[SubFrom(B)].Status);
        Assert.Equal(Time.AddMinutes(1), _run.Next().LookAt);

        _run.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(SubFrom(B).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void A_gate_that_closes_gives_each_sub_the_times_of_its_own_link()
    {
        var run = new AccountRun(Rules(Link(A, C) with { SubDelay = TimeSpan.FromMinutes(1) }, Link(B, C)));
        var (fromA, fromB) = (ReportFrom(A, Visit, 1), SubFrom(B));
        run.Submit(MainFrom(C));
        run.Submit(ReportFrom(A, Summit, 1));
        run.Submit(ReportFrom(B, Summit, 1) with { Meeting = MeetingId.Parse("fair") });
        run.Submit(fromA);
        run.Submit(fromB);
        run.Submit(CancelFrom(C, Forum, 2));

        Assert.Equal(Time.AddMinutes(1), run.Log[fromA].NextDue);
        Assert.Equal(Time + SubDelay, run.Log[fromB].NextDue);
    }

    [Fact]
    public void A_cancellation_of_the_main_closes_its_gate_before_it_has_left()
    {
        var run = new AccountRun(Rules(Link(B, C) with { Hold = TimeSpan.FromSeconds(2) }));
        run.Submit(MainFrom(B));
        run.Advance(TimeSpan.FromSeconds(1));
        run.Submit(SubFrom(B));
        run.Advance(TimeSpan.FromSeconds(1));
        run.Submit(CancelFrom(B, Forum, 2));
        run.Deliver(C);
        run.Advance(TimeSpan.FromSeconds(2));
        run.Deliver(C);

        Assert.Equal([MainFrom(B).Id, CancelFrom(B, Forum, 2).Id], run.CallsTo(C));
        Assert.Equal(Status.Gated, run.Log[SubFrom(B)].Status);
    }

    [Fact]
    public void A_cancellation_of_the_main_that_has_no_answer_yet_keeps_its_gate_closed_under_a_newer_registration()
    {
        var run = new AccountRun(Rules(Link(B, C), Link(A, C)));
        run.Submit(MainFrom(B));
        run.Deliver(C);
        run.Submit(CancelFrom(B, Forum, 2));
        run.Submit(SubFrom(A));
        run.Submit(MainFrom(B, 3));
        Assert.Equal(Status.Gated, run.Log[SubFrom(A)].Status);

        run.Deliver(C);
        run.Deliver(C);

        Assert.Equal(SubFrom(A).Id, run.CallTo(C).Id.Submission);
    }

    [Theory]
    [InlineData(AttemptResult.Temporary)]
    [InlineData(AttemptResult.Permanent)]
    public void A_cancellation_of_the_main_that_failed_keeps_its_gate_closed(AttemptResult result)
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        _run.Submit(CancelFrom(B, Forum, 2));
        _run.Fail(C, result);
        _run.Submit(SubFrom(B));

        Assert.Equal(Status.Gated, _run.Log[SubFrom(B)].Status);
    }

    [Fact]
    public void A_sub_that_is_moved_under_another_main_waits_for_that_one()
    {
        var moved = SubFrom(B, 2) with { MainMeeting = Summit, Data = SubFrom(B).Data };
        _run.Submit(SubFrom(B));
        _run.Submit(ReportFrom(B, Summit, 1) with { MainMeeting = null });
        _run.Deliver(C);
        _run.Submit(moved);
        _run.Deliver(C);

        Assert.Equal(Status.Superseded, _run.Log[SubFrom(B)].Status);
        Assert.Equal(Status.Done, _run.Log[moved].Status);
    }
}
