using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R11: what failed for good is parked, and only what depends on it waits.</summary>
public sealed class ParkingTests
{
    private readonly AccountRun _run = new(Rules(Link(B, C), Link(B, A)));

    private void ParkTheMainAtC()
    {
        _run.Submit(MainFrom(B));
        _run.Submit(SubFrom(B));
        _run.Fail(C, AttemptResult.Permanent);
        Assert.Equal(Status.Parked, _run.Log[MainFrom(B).Id, C].Status);
    }

    [Fact]
    public void Subs_wait_behind_a_parked_main_and_everything_else_goes_on()
    {
        ParkTheMainAtC();
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Deliver(A);

        Assert.Equal(Status.Gated, _run.Log[SubFrom(B).Id, C].Status);
        Assert.Equal(ReportFrom(B, Summit, 1).Id, _run.CallTo(C).Id.Submission);
        Assert.Equal([MainFrom(B).Id, ReportFrom(B, Summit, 1).Id], _run.CallsTo(A));
    }

    [Fact]
    public void A_newer_revision_takes_the_parked_ones_place_and_its_subs_go_on()
    {
        ParkTheMainAtC();
        _run.Submit(MainFrom(B, 2));
        Assert.Equal(Status.Superseded, _run.Log[MainFrom(B).Id, C].Status);

        _run.Deliver(C);

        Assert.Equal(SubFrom(B).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void The_same_content_under_a_newer_revision_is_tried_again()
    {
        ParkTheMainAtC();
        var again = MainFrom(B, 2) with { Data = MainFrom(B).Data };

        Assert.Equal(Verdict.Accepted, _run.VerdictOn(again));
        Assert.Equal(again.Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void The_same_content_under_a_newer_revision_is_tried_again_in_place_of_an_edited_one()
    {
        ParkTheMainAtC();
        _run.Edit(MainFrom(B), Data("edited"), C);
        _run.Fail(C, AttemptResult.Permanent);
        var again = MainFrom(B, 2) with { Data = MainFrom(B).Data };

        Assert.Equal(Verdict.Accepted, _run.VerdictOn(again));
        Assert.Equal(again.Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void After_a_retry_its_subs_go_on()
    {
        ParkTheMainAtC();
        _run.Retry(MainFrom(B), C);
        _run.Deliver(C);

        Assert.Equal(SubFrom(B).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void After_an_edit_its_subs_go_on()
    {
        ParkTheMainAtC();
        _run.Edit(MainFrom(B), Data("edited"), C);
        _run.Deliver(C);

        Assert.Equal(Data("edited").Hash, _run.Parties[C][Forum]);
        Assert.Equal(SubFrom(B).Id, _run.CallTo(C).Id.Submission);
    }

    [Theory]
    [InlineData(true, Status.Waiting)]
    [InlineData(false, Status.Gated)]
    public void A_skip_says_whether_its_subs_go_or_keep_waiting(bool releaseSubs, Status sub)
    {
        ParkTheMainAtC();
        _run.Skip(MainFrom(B), releaseSubs, C);

        Assert.Equal(Status.Cancelled, _run.Log[MainFrom(B).Id, C].Status);
        Assert.Equal(sub, _run.Log[SubFrom(B).Id, C].Status);
    }

    [Fact]
    public void A_sub_that_comes_after_the_skip_goes_too()
    {
        ParkTheMainAtC();
        _run.Skip(MainFrom(B), releaseSubs: true, C);
        _run.Deliver(C);
        _run.Submit(ReportFrom(B, Visit, 1));

        Assert.Equal(ReportFrom(B, Visit, 1).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void A_newer_report_of_a_skipped_main_makes_the_subs_that_have_not_left_wait_for_it()
    {
        ParkTheMainAtC();
        _run.Submit(ReportFrom(B, Visit, 1));
        _run.Skip(MainFrom(B), releaseSubs: true, C);
        Assert.Equal(SubFrom(B).Id, _run.CallTo(C).Id.Submission);

        _run.Submit(MainFrom(B, 2) with { NotBefore = Time.AddHours(1) });
        _run.Deliver(C);

        Assert.Equal(Status.Gated, _run.Log[ReportFrom(B, Visit, 1).Id, C].Status);
    }

    [Fact]
    public void A_cancellation_of_a_skipped_main_that_needs_no_call_makes_its_subs_wait_too()
    {
        ParkTheMainAtC();
        _run.Submit(MainFrom(B) with { Id = SubmissionId.Parse("B", "conflict"), Data = Data("other") });
        _run.Submit(ReportFrom(B, Visit, 1));
        _run.Skip(MainFrom(B), releaseSubs: true, C);
        _run.Submit(CancelFrom(B, Forum, 2));
        Assert.Equal(Status.Cancelled, _run.Log[CancelFrom(B, Forum, 2).Id, C].Status);

        Assert.Equal(Status.Gated, _run.Log[ReportFrom(B, Visit, 1).Id, C].Status);
    }

    [Fact]
    public void A_receiver_that_cancels_a_skipped_main_by_itself_makes_its_subs_wait()
    {
        ParkTheMainAtC();
        _run.Skip(MainFrom(B), releaseSubs: true, C);
        _run.Submit(MainFrom(C));
        _run.Submit(CancelFrom(C, Forum, 2));
        _run.Submit(ReportFrom(B, Visit, 1));

        Assert.Equal(Status.Gated, _run.Log[ReportFrom(B, Visit, 1).Id, C].Status);
    }
}
