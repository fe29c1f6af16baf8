using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R6, R16: what follows from the end of a call.</summary>
public sealed class AttemptTests
{
    private readonly AccountRun _run = new(BothWays);

    [Theory]
    [InlineData(AttemptResult.Temporary)]
    [InlineData(AttemptResult.UnknownEffect)]
    public void A_failure_for_now_is_tried_again_after_the_back_off(AttemptResult result)
    {
        _run.Submit(MainFrom(B));
        _run.Finish(_run.CallTo(C), Attempt(result), chance: 0.5);

        Assert.Equal(Status.Retrying, _run.Log[MainFrom(B)].Status);
        Assert.Equal(Time.AddSeconds(0.5), _run.Log[MainFrom(B)].NextDue);
        _run.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal([MainFrom(B).Id, MainFrom(B).Id], _run.CallsTo(C));
    }

    [Fact]
    public void The_back_off_doubles_with_each_failure()
    {
        _run.Submit(MainFrom(B));
        _run.Finish(_run.CallTo(C), Attempt(AttemptResult.Temporary), chance: 0.5);
        _run.Advance(TimeSpan.FromSeconds(0.5));
        _run.Finish(_run.CallTo(C), Attempt(AttemptResult.Temporary), chance: 0.5);

        Assert.Equal(_run.Now.AddSeconds(1), _run.Log[MainFrom(B)].NextDue);
    }

    [Fact]
    public void A_receiver_that_asks_for_time_gets_it()
    {
        _run.Submit(MainFrom(B));
        _run.Finish(_run.CallTo(C), Attempt(AttemptResult.Temporary) with { Code = 429, RetryAfter = TimeSpan.FromMinutes(7) });

        Assert.Equal(Time.AddMinutes(7), _run.Log[MainFrom(B)].NextDue);
    }

    [Fact]
    public void After_the_last_attempt_it_is_parked_as_exhausted()
    {
        _run.Submit(MainFrom(B));
        for (var i = 0; i < 3; i++)
        {
            Assert.NotEqual(Status.Parked, _run.Log[MainFrom(B)].Status);
            _run.Fail(C, AttemptResult.Temporary);
            _run.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(Status.Parked, _run.Log[MainFrom(B)].Status);
        Assert.Equal("exhausted: 503", _run.Log[MainFrom(B)].Reason);
        Assert.Equal(3, _run.Log[MainFrom(B)].Attempts);
        Assert.Null(_run.Next().LookAt);
    }

    [Fact]
    public void A_refusal_is_parked_as_rejected_with_the_response()
    {
        _run.Submit(MainFrom(B));
        _run.Finish(_run.CallTo(C), Attempt(AttemptResult.Permanent) with { Code = 422, Detail = "no such ticket" });

        Assert.Equal(Status.Parked, _run.Log[MainFrom(B)].Status);
        Assert.Equal("rejected by C: 422 no such ticket", _run.Log[MainFrom(B)].Reason);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public void A_cancellation_of_what_is_gone_already_is_done(int code)
    {
        _run.Submit(CancelFrom(B, Forum, 1));
        _run.Finish(_run.CallTo(C), Attempt(AttemptResult.Delivered) with { Code = code });

        Assert.Equal(Status.Done, _run.Log[CancelFrom(B, Forum, 1)].Status);
        Assert.Equal(ContentHash.Cancelled, _run.State[Forum].At(C).Known);
    }

    [Fact]
    public void While_one_call_is_under_way_no_other_starts_on_its_link()
    {
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Submit(MainFrom(B));

        Assert.Equal([ReportFrom(B, Summit, 1).Id], _run.CallsTo(C));
    }

    [Fact]
    public void A_delivery_that_waits_to_be_tried_again_lets_others_go()
    {
        _run.Submit(ReportFrom(B, Summit, 1));
        _run.Submit(MainFrom(B));
        _run.Fail(C, AttemptResult.Temporary);

        Assert.Equal(MainFrom(B).Id, _run.CallTo(C).Id.Submission);
    }

    [Fact]
    public void Links_do_not_wait_for_each_other()
    {
        var run = new AccountRun(Rules(Link(B, A), Link(B, C)));
        run.Submit(MainFrom(B));

        Assert.Equal([MainFrom(B).Id], run.CallsTo(A));
        Assert.Equal([MainFrom(B).Id], run.CallsTo(C));
    }

    [Fact]
    public void Two_links_to_one_receiver_do_not_call_it_about_one_registration_at_once()
    {
        var run = new AccountRun(Rules(Link(A, C), Link(B, C)));
        run.Submit(MainFrom(A));
        run.Submit(MainFrom(B, 2));
        run.Submit(ReportFrom(B, Summit, 1));
        Assert.Equal([MainFrom(A).Id], run.CallsTo(C));

        run.Deliver(C);

        Assert.Equal([MainFrom(A).Id, MainFrom(B, 2).Id], run.CallsTo(C));
    }

    [Fact]
    public void The_end_of_a_call_whose_delivery_has_an_outcome_changes_nothing()
    {
        _run.Submit(MainFrom(B));
        var call = _run.CallTo(C);
        _run.Deliver(C);
        var events = _run.Events.Count;

        _run.Finish(call, Attempt(AttemptResult.Temporary));

        Assert.Equal(events, _run.Events.Count);
        Assert.Equal(Status.Done, _run.Log[MainFrom(B)].Status);
    }
}
