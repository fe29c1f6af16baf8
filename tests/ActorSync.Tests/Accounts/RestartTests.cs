using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R23: the process may die at any moment.</summary>
public sealed class RestartTests
{
    private readonly AccountRun _run = new(BothWays);

    [Fact]
    public void What_was_being_called_is_called_again()
    {
        _run.Submit(MainFrom(B));
        _run.Crash();
        _run.Deliver(C);

        Assert.Equal([MainFrom(B).Id, MainFrom(B).Id], _run.CallsTo(C));
        Assert.Equal(Status.Done, _run.Log[MainFrom(B)].Status);
    }

    [Fact]
    public void Whatever_had_been_free_to_leave_may_have_reached_its_receiver()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Crash();
        _run.Deliver(C);
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Submit(MainFrom(B, 2));
        _run.Crash();
        _run.Deliver(C);
        _run.Submit(CancelFrom(B, Forum, 3));
        _run.Deliver(C);

        Assert.Equal(CancelFrom(B, Forum, 3).Id, _run.CallsTo(C).Last());
    }

    [Fact]
    public void A_cancellation_after_a_restart_is_sent()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Crash();
        _run.Fail(C, AttemptResult.Temporary);
        _run.Submit(CancelFrom(B, Forum, 2));

        Assert.Equal(Status.Superseded, _run.Log[MainFrom(B, 1)].Status);
        Assert.NotEqual(Status.Cancelled, _run.Log[CancelFrom(B, Forum, 2)].Status);
    }

    [Fact]
    public void What_was_not_free_to_leave_has_surely_not_left()
    {
        _run.Submit(SubFrom(B));
        _run.Submit(MainFrom(B) with { NotBefore = Time.AddHours(1) });
        _run.Crash();
        _run.Submit(CancelFrom(B, Dinner, 2));
        _run.Submit(CancelFrom(B, Forum, 2));

        Assert.Equal(Status.Cancelled, _run.Log[SubFrom(B)].Status);
        Assert.Equal(Status.Cancelled, _run.Log[MainFrom(B)].Status);
        Assert.Empty(_run.CallsTo(C));
    }

    [Fact]
    public void The_echo_of_a_call_that_a_crash_hid_confirms_it()
    {
        _run.Submit(MainFrom(B));
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Crash();
        _run.Fail(C, AttemptResult.Temporary);

        Assert.Equal(Verdict.Unchanged, _run.VerdictOn(MainFrom(C) with { Data = MainFrom(B).Data }));
        Assert.Equal(Status.Done, _run.Log[MainFrom(B)].Status);
    }

    [Fact]
    public void A_cancelled_main_that_a_crash_hid_keeps_its_gate_closed()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        _run.Submit(CancelFrom(B, Forum, 2));
        _run.Submit(SubFrom(B));
        _run.Crash();
        _run.Fail(C, AttemptResult.Temporary);

        Assert.Equal(Status.Gated, _run.Log[SubFrom(B)].Status);
    }

    [Fact]
    public void Time_that_passed_while_nobody_ran_counts()
    {
        var run = new AccountRun(BothWays);
        run.Submit(SubFrom(B));
        var later = run.RestartedWith(BothWays, after: TimeSpan.FromDays(2));

        Assert.Equal(Status.Parked, later.Log[SubFrom(B)].Status);
    }

    [Fact]
    public void A_delivery_over_a_link_that_was_removed_is_parked()
    {
        _run.Submit(MainFrom(B));
        _run.Submit(SubFrom(B));
        var run = _run.RestartedWith(Rules(Link(C, B)));

        Assert.StartsWith("link-removed", run.Log[MainFrom(B)].Reason, StringComparison.Ordinal);
        Assert.StartsWith("link-removed", run.Log[SubFrom(B)].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sub_whose_main_is_missing_does_not_wait_to_leave_over_a_link_that_was_removed()
    {
        var both = new AccountRun(Rules(Link(A, C), Link(B, C)));
        both.Submit(SubFrom(B));
        both.Advance(TimeSpan.FromDays(2));
        var run = both.RestartedWith(Rules(Link(A, C)));
        run.Submit(MainFrom(A));
        run.Deliver(C);

        Assert.StartsWith("link-removed", run.Log[SubFrom(B)].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_delivery_whose_link_is_back_is_retried_by_a_person()
    {
        _run.Submit(MainFrom(B));
        var run = _run.RestartedWith(Rules(Link(C, B))).RestartedWith(BothWays);
        Assert.IsType<Answer.Acted>(run.Retry(MainFrom(B)));
        run.Deliver(C);

        Assert.Equal(Status.Done, run.Log[MainFrom(B)].Status);
    }

    [Fact]
    public void A_gate_that_the_configuration_adds_holds_what_waits()
    {
        var run = new AccountRun(Rules(Link(B, C) with { MainFirst = false }));
        run.Submit(ReportFrom(B, Summit, 1));
        run.Submit(SubFrom(B));
        var gated = run.RestartedWith(Rules(Link(B, C)));

        Assert.Equal(Status.Gated, gated.Log[SubFrom(B)].Status);
    }

    [Fact]
    public void A_clock_that_is_behind_the_last_owners_hides_no_attempt()
    {
        _run.Submit(MainFrom(B));
        var behind = _run.RestartedWith(BothWays, after: TimeSpan.FromMinutes(-1));

        behind.Submit(CancelFrom(B, Forum, 2));

        Assert.Equal(Status.Superseded, behind.Log[MainFrom(B)].Status);
        Assert.NotEqual(Status.Cancelled, behind.Log[CancelFrom(B, Forum, 2)].Status);
    }

    [Fact]
    public void A_clock_that_is_behind_hides_no_call_of_a_sub_that_passed_its_gate()
    {
        _run.Submit(SubFrom(B));
        _run.Advance(TimeSpan.FromSeconds(30));
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
        _run.Parties[C].Take(_run.CallTo(C));

        var behind = _run.RestartedWith(BothWays, after: TimeSpan.FromSeconds(-10));
        behind.Submit(CancelFrom(B, Dinner, 2));

        Assert.NotEqual(Status.Cancelled, behind.Log[CancelFrom(B, Dinner, 2)].Status);
    }

    [Fact]
    public void A_newer_revision_ends_what_waits_for_a_link_that_is_gone()
    {
        var run = new AccountRun(Rules(Link(B, C)));
        run.Submit(MainFrom(B, 1));
        run.Fail(C, AttemptResult.Permanent);
        var without = run.RestartedWith(Rules(Link(B, A)));

        without.Submit(MainFrom(B, 2));

        Assert.Equal(Status.Superseded, without.Log[MainFrom(B, 1).Id, C].Status);
        Assert.IsType<Answer.NotActed>(without.RestartedWith(Rules(Link(B, C))).Retry(MainFrom(B, 1)));
    }

    [Fact]
    public void What_loses_a_crossing_does_not_wait_for_a_link_that_is_gone()
    {
        _run.Submit(Crossed.By(B, 1));
        _run.Fail(C, AttemptResult.UnknownEffect);
        var without = _run.RestartedWith(Rules(Link(C, B)));

        without.Submit(Crossed.By(C, 2));

        Assert.Equal(Status.Superseded, without.Log[Crossed.By(B, 1)].Status);
    }

    [Fact]
    public void A_gate_that_the_configuration_removes_lets_go_who_waits()
    {
        var run = new AccountRun(Rules(Link(B, C)));
        run.Submit(SubFrom(B, 1));
        run.Submit(ReportFrom(B, Visit, 1) with { NotBefore = Time.AddHours(1) });
        var without = run.RestartedWith(Rules(Link(B, C) with { MainFirst = false }));

        Assert.Equal(SubFrom(B, 1).Id, without.CallTo(C).Id.Submission);
        Assert.Equal(Time.AddHours(1), without.Log[ReportFrom(B, Visit, 1)].NextDue);
    }
}
