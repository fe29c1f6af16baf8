using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R21: what operators may do, and what is refused.</summary>
public sealed class OperatingTests
{
    private readonly AccountRun _run = new(Rules(Link(B, A), Link(B, C)));

    private static void Refused(string because, Answer answer) =>
        Assert.Contains(because, Assert.IsType<Answer.NotActed>(answer).Why, StringComparison.Ordinal);

    private void ParkMainEverywhere()
    {
        _run.Submit(MainFrom(B));
        _run.Fail(A, AttemptResult.Permanent);
        _run.Fail(C, AttemptResult.Permanent);
    }

    [Fact]
    public void An_action_is_done_for_one_receiver_or_for_all()
    {
        ParkMainEverywhere();
        Assert.Single(Assert.IsType<Answer.Acted>(_run.Retry(MainFrom(B), C)).Deliveries);
        Assert.Single(_run.InFlight.Deliveries);
        _run.Fail(C, AttemptResult.Permanent);

        Assert.Equal(2, Assert.IsType<Answer.Acted>(_run.Retry(MainFrom(B))).Deliveries.Length);
    }

    [Fact]
    public void Each_action_is_an_event_with_who_and_why()
    {
        ParkMainEverywhere();
        _run.Edit(MainFrom(B), Data("edited"), C);
        _run.Retry(MainFrom(B), A);
        _run.Submit(SubFrom(B));
        _run.Release(SubFrom(B));
        _run.Skip(SubFrom(B));

        var actions = LogChanges.Of(_run.Events).Actions;
        Assert.Equal(["edit", "retry", "release", "release", "skip", "skip"], actions.Select(a => Named.Of(a.Action)));
        Assert.All(actions, a => Assert.Equal(("ann", "asked to", _run.Now), (a.By, a.Why, a.At)));
    }

    [Fact]
    public void What_is_done_or_unknown_is_refused()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);

        Refused("no open delivery", _run.Retry(MainFrom(B), C));
        Refused("no open delivery", _run.Skip(SubFrom(B)));
    }

    [Fact]
    public void What_is_being_called_is_refused()
    {
        _run.Submit(MainFrom(B));

        Refused("being delivered right now", _run.Retry(MainFrom(B), C));
        Refused("being delivered right now", _run.Skip(MainFrom(B), to: C));
        Refused("being delivered right now", _run.Release(MainFrom(B), C));
        Refused("being delivered right now", _run.Edit(MainFrom(B), Data("edited"), C));
    }

    [Fact]
    public void An_action_on_all_receivers_is_done_where_it_applies()
    {
        _run.Submit(MainFrom(B));
        _run.Fail(C, AttemptResult.Permanent);

        Assert.Equal(C, Assert.Single(Assert.IsType<Answer.Acted>(_run.Retry(MainFrom(B))).Deliveries).To);
    }

    [Fact]
    public void A_retry_gives_fresh_attempts()
    {
        _run.Submit(MainFrom(B));
        for (var i = 0; i < 3; i++) { _run.Fail(C, AttemptResult.Temporary); _run.Advance(TimeSpan.FromMinutes(1)); }
        _run.Retry(MainFrom(B), C);
        for (var i = 0; i < 2; i++) { _run.Fail(C, AttemptResult.Temporary); _run.Advance(TimeSpan.FromMinutes(1)); }

        Assert.Equal(6, _run.Parties[C].Calls.Count);
        Assert.Equal(5, _run.Log[MainFrom(B).Id, C].Attempts);
    }

    [Fact]
    public void A_retry_does_not_wait_out_the_back_off()
    {
        _run.Submit(MainFrom(B));
        _run.Fail(C, AttemptResult.Temporary);
        Assert.IsType<Answer.Acted>(_run.Retry(MainFrom(B), C));

        Assert.Equal(MainFrom(B).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void A_retry_of_what_has_not_failed_is_refused()
    {
        _run.Submit(SubFrom(B));
        Refused("waits for its main meeting", _run.Retry(SubFrom(B), C));
        _run.Submit(MainFrom(B) with { NotBefore = Time.AddHours(1) });
        Refused("has not failed", _run.Retry(MainFrom(B), C));
    }

    [Fact]
    public void A_release_lets_a_sub_go_without_its_main()
    {
        _run.Submit(SubFrom(B));
        _run.Submit(ReportFrom(B, Visit, 1));
        _run.Release(SubFrom(B), C);
        Assert.Equal(SubFrom(B).Id, _run.CallTo(C).Id.Submission);
        _run.Deliver(C);

        Assert.Equal(Status.Gated, _run.Log[ReportFrom(B, Visit, 1).Id, C].Status);
        Assert.Equal(Status.Gated, _run.Log[SubFrom(B).Id, A].Status);
    }

    [Fact]
    public void A_released_sub_that_fails_does_not_go_back_to_the_gate()
    {
        _run.Submit(SubFrom(B));
        _run.Release(SubFrom(B), C);
        _run.Fail(C, AttemptResult.Temporary);

        Assert.Equal(Status.Retrying, _run.Log[SubFrom(B).Id, C].Status);
    }

    [Fact]
    public void A_release_lets_a_sub_go_that_is_parked_as_main_missing()
    {
        _run.Submit(SubFrom(B));
        _run.Advance(TimeSpan.FromDays(2));
        _run.Release(SubFrom(B), C);

        Assert.Equal(SubFrom(B).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void A_retry_of_a_sub_that_is_parked_as_main_missing_waits_for_its_main_again()
    {
        _run.Submit(SubFrom(B));
        _run.Advance(TimeSpan.FromDays(2));
        _run.Retry(SubFrom(B), C);

        Assert.Equal(Status.Gated, _run.Log[SubFrom(B).Id, C].Status);
        Assert.Equal(_run.Now.AddSeconds(5), _run.Log[SubFrom(B).Id, C].NextDue);
    }

    [Fact]
    public void A_release_ends_a_hold()
    {
        _run.Submit(MainFrom(B) with { NotBefore = Time.AddDays(7) });
        _run.Release(MainFrom(B), C);

        Assert.Equal(MainFrom(B).Id, _run.CallTo(C).Id.Submission);
        Assert.Empty(_run.CallsTo(A));
    }

    [Fact]
    public void A_release_of_what_no_gate_holds_is_refused()
    {
        ParkMainEverywhere();
        Refused("retry, edit or skip", _run.Release(MainFrom(B), C));
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Submit(ReportFrom(B, MeetingId.Parse("fair"), 1));
        Refused("free to leave", _run.Release(ReportFrom(B, MeetingId.Parse("fair"), 1), C));
    }

    [Fact]
    public void A_skipped_delivery_ends_without_a_call()
    {
        _run.Submit(MainFrom(B) with { NotBefore = Time.AddDays(7) });
        _run.Skip(MainFrom(B));

        Assert.Equal(Status.Cancelled, _run.Log[MainFrom(B).Id, C].Status);
        Assert.Equal("skipped by ann: asked to", _run.Log[MainFrom(B).Id, C].Reason);
        Assert.Empty(_run.CallsTo(C));
        Assert.Null(_run.Next().LookAt);
    }

    [Fact]
    public void An_edit_of_what_the_receiver_holds_needs_no_call()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Deliver(C);
        _run.Submit(MainFrom(B, 2));
        _run.Fail(C, AttemptResult.Permanent);
        _run.Edit(MainFrom(B, 2), MainFrom(B, 1).Data, C);

        Assert.Equal(Status.Unchanged, _run.Log[MainFrom(B, 2).Id, C].Status);
    }

    [Fact]
    public void An_edited_sub_still_waits_for_its_main()
    {
        _run.Submit(SubFrom(B));
        _run.Edit(SubFrom(B), Data("edited"), C);

        Assert.Equal(Status.Gated, _run.Log[SubFrom(B).Id, C].Status);
    }

    [Fact]
    public void An_edit_of_a_cancellation_is_refused()
    {
        _run.Submit(CancelFrom(B, Forum, 1) with { NotBefore = Time.AddHours(1) });

        Refused("no data to edit", _run.Edit(CancelFrom(B, Forum, 1), Data("edited"), C));
    }

    [Fact]
    public void A_retry_over_a_link_that_is_gone_is_refused()
    {
        var events = new AccountRun(BothWays);
        events.Submit(MainFrom(B));
        var run = events.RestartedWith(Rules(Link(C, B)));

        Assert.StartsWith("link-removed", run.Log[MainFrom(B)].Reason, StringComparison.Ordinal);
        Refused("no link", run.Retry(MainFrom(B)));
        Refused("no link", run.Edit(MainFrom(B), Data("edited")));
        Assert.IsType<Answer.Acted>(run.Skip(MainFrom(B)));
    }

    [Fact]
    public void A_retry_of_what_waits_for_a_decision_is_refused()
    {
        var conflict = MainFrom(B) with { Id = SubmissionId.Parse("B", "conflict"), Data = Data("other") };
        _run.Submit(MainFrom(B));
        _run.Submit(conflict);

        Refused("release or skip it", _run.Retry(conflict, C));
        Assert.Equal(Status.Conflict, _run.Log[conflict.Id, C].Status);
    }

    [Fact]
    public void An_edit_or_a_retry_ends_no_hold()
    {
        var held = SubFrom(B) with { NotBefore = Time.AddDays(10) };
        _run.Submit(held);
        _run.Edit(held, Data("edited"), C);
        _run.Advance(TimeSpan.FromDays(2));
        _run.Retry(held, A);
        _run.Submit(MainFrom(B));
        _run.Deliver(A);
        _run.Deliver(C);

        Assert.All([A, C], to => Assert.Equal(Status.Waiting, _run.Log[held.Id, to].Status));
        Assert.All([A, C], to => Assert.Equal(Time.AddDays(10), _run.Log[held.Id, to].NextDue));
    }

    [Fact]
    public void An_edit_of_a_held_main_does_not_send_it()
    {
        var held = MainFrom(B) with { NotBefore = Time.AddDays(10) };
        _run.Submit(held);
        _run.Edit(held, Data("edited"), C);

        Assert.Empty(_run.CallsTo(C));
        Assert.Equal(Time.AddDays(10), _run.Log[held.Id, C].NextDue);
    }
}
