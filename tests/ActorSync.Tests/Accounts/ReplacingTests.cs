using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R10: a newer revision replaces an older one that still waits; a cancellation may end both.</summary>
public sealed class ReplacingTests
{
    private readonly AccountRun _run = new(Rules(Link(B, C)));

    [Fact]
    public void A_newer_revision_replaces_one_that_waits_for_its_turn()
    {
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Submit(MainFrom(B, 1));
        _run.Submit(MainFrom(B, 2));

        Assert.Equal(Status.Superseded, _run.Log[MainFrom(B, 1)].Status);
        Assert.Equal($"by {MainFrom(B, 2).Id}", _run.Log[MainFrom(B, 1)].Reason);
    }

    [Fact]
    public void A_newer_revision_replaces_one_that_waits_at_the_gate()
    {
        _run.Submit(SubFrom(B, 1));
        _run.Submit(SubFrom(B, 2));

        Assert.Equal(Status.Superseded, _run.Log[SubFrom(B, 1)].Status);
        Assert.Equal(Status.Gated, _run.Log[SubFrom(B, 2)].Status);
    }

    [Fact]
    public void A_newer_revision_waits_for_the_end_of_a_call_under_way()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Submit(MainFrom(B, 2));
        Assert.Equal([MainFrom(B, 1).Id], _run.CallsTo(C));

        _run.Deliver(C);

        Assert.Equal(Status.Done, _run.Log[MainFrom(B, 1)].Status);
        Assert.Equal([MainFrom(B, 1).Id, MainFrom(B, 2).Id], _run.CallsTo(C));
    }

    [Theory]
    [InlineData(AttemptResult.Temporary)]
    [InlineData(AttemptResult.UnknownEffect)]
    [InlineData(AttemptResult.Permanent)]
    public void A_call_that_fails_under_a_newer_revision_is_not_tried_again(AttemptResult result)
    {
        _run.Submit(MainFrom(B, 1));
        _run.Submit(MainFrom(B, 2));
        _run.Fail(C, result);

        Assert.Equal(Status.Superseded, _run.Log[MainFrom(B, 1)].Status);
        Assert.Equal(MainFrom(B, 2).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void A_newer_revision_does_not_wait_out_the_back_off_of_the_older()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Fail(C, AttemptResult.Temporary);
        _run.Submit(MainFrom(B, 2));

        Assert.Equal(MainFrom(B, 2).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void A_cancellation_over_a_registration_that_never_left_ends_both_without_a_call()
    {
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Submit(MainFrom(B, 1));
        _run.Submit(CancelFrom(B, Forum, 2));
        _run.Deliver(C);

        Assert.Equal([ReportFrom(B, Summit, 1).Id], _run.CallsTo(C));
        Assert.Equal(Status.Cancelled, _run.Log[MainFrom(B, 1)].Status);
        Assert.Equal(Status.Cancelled, _run.Log[CancelFrom(B, Forum, 2)].Status);
    }

    [Fact]
    public void A_cancellation_over_a_sub_at_the_gate_ends_both_without_a_call()
    {
        _run.Submit(SubFrom(B, 1));
        _run.Submit(CancelFrom(B, Dinner, 2));

        Assert.Empty(_run.CallsTo(C));
        Assert.Equal(Status.Cancelled, _run.Log[SubFrom(B, 1)].Status);
    }

    [Theory]
    [InlineData(AttemptResult.Temporary)]
    [InlineData(AttemptResult.Permanent)]
    public void A_cancellation_over_attempts_that_surely_had_no_effect_ends_both(AttemptResult result)
    {
        _run.Submit(MainFrom(B, 1));
        _run.Fail(C, result);
        _run.Submit(CancelFrom(B, Forum, 2));

        Assert.Equal([MainFrom(B, 1).Id], _run.CallsTo(C));
        Assert.Equal(Status.Cancelled, _run.Log[CancelFrom(B, Forum, 2)].Status);
    }

    [Fact]
    public void A_cancellation_over_an_attempt_that_may_have_had_effect_is_sent()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Fail(C, AttemptResult.UnknownEffect);
        _run.Submit(CancelFrom(B, Forum, 2));

        Assert.Equal(CancelFrom(B, Forum, 2).Id, _run.CallTo(C).Id.Submission);
        Assert.Equal(Status.Superseded, _run.Log[MainFrom(B, 1)].Status);
    }

    [Fact]
    public void A_cancellation_is_sent_when_an_edit_hides_an_attempt_that_may_have_had_effect()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Fail(C, AttemptResult.UnknownEffect);
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Edit(MainFrom(B, 1), Data("edited"));
        _run.Submit(CancelFrom(B, Forum, 2));
        _run.Deliver(C);

        Assert.Equal(CancelFrom(B, Forum, 2).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void A_cancellation_during_a_call_waits_for_its_end()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Submit(CancelFrom(B, Forum, 2));
        Assert.Equal([MainFrom(B, 1).Id], _run.CallsTo(C));

        _run.Deliver(C);

        Assert.Equal(CancelFrom(B, Forum, 2).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void A_cancellation_during_a_call_that_had_no_effect_ends_both()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Submit(CancelFrom(B, Forum, 2));
        _run.Fail(C, AttemptResult.Temporary);

        Assert.Equal([MainFrom(B, 1).Id], _run.CallsTo(C));
        Assert.Equal(Status.Cancelled, _run.Log[MainFrom(B, 1)].Status);
    }

    [Fact]
    public void A_cancellation_of_what_the_receiver_holds_is_sent()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Deliver(C);
        _run.Submit(MainFrom(B, 2));
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Fail(C, AttemptResult.Temporary);
        _run.Submit(CancelFrom(B, Forum, 3));
        _run.Deliver(C);

        Assert.Equal(CancelFrom(B, Forum, 3).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void A_cancellation_of_a_registration_that_nobody_knows_is_sent()
    {
        _run.Submit(CancelFrom(B, Forum, 1));

        Assert.Equal([CancelFrom(B, Forum, 1).Id], _run.CallsTo(C));
    }

    [Fact]
    public void A_registration_after_both_ended_is_sent()
    {
        _run.Submit(SubFrom(B, 1));
        _run.Submit(CancelFrom(B, Dinner, 2));
        _run.Submit(SubFrom(B, 3));
        _run.Submit(MainFrom(B));
        _run.Deliver(C);

        Assert.Equal(SubFrom(B, 3).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void A_parked_cancellation_of_what_is_older_than_this_node_is_tried_again_under_a_newer_revision()
    {
        _run.Parties[C].Change(Forum, Data("old").Hash);
        _run.Submit(CancelFrom(B, Forum, 1));
        _run.Fail(C, AttemptResult.Permanent);
        _run.Submit(CancelFrom(B, Forum, 2));
        _run.Deliver(C);

        Assert.Equal(Status.Superseded, _run.Log[CancelFrom(B, Forum, 1)].Status);
        Assert.Equal(Status.Done, _run.Log[CancelFrom(B, Forum, 2)].Status);
        Assert.Equal(ContentHash.Cancelled, _run.Parties[C][Forum]);
    }

    [Fact]
    public void A_cancellation_over_an_update_of_what_is_older_than_this_node_is_sent()
    {
        _run.Parties[C].Change(Forum, Data("old").Hash);
        _run.Submit(MainFrom(B, 7));
        _run.Fail(C, AttemptResult.Temporary);
        _run.Submit(CancelFrom(B, Forum, 8));
        _run.Deliver(C);

        Assert.Equal(Status.Superseded, _run.Log[MainFrom(B, 7)].Status);
        Assert.Equal(ContentHash.Cancelled, _run.Parties[C][Forum]);
    }

    [Fact]
    public void A_cancellation_over_updates_of_a_registration_that_never_left_ends_all_without_a_call()
    {
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Submit(MainFrom(B, 1));
        _run.Submit(MainFrom(B, 2));
        _run.Submit(CancelFrom(B, Forum, 3));

        Assert.Equal(Status.Cancelled, _run.Log[MainFrom(B, 2)].Status);
        Assert.Equal(Status.Cancelled, _run.Log[CancelFrom(B, Forum, 3)].Status);
    }
}
