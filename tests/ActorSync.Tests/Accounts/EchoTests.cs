using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R12a to R12c: what each party is known to hold ends the circle.</summary>
public sealed class EchoTests
{
    private readonly AccountRun _run = new(BothWays);

    /// <summary>C tells what it was sent, under a revision of its own.</summary>
    private static Submission EchoOf(Submission s, int revision, TimeSpan after) =>
        ReportFrom(C, s.Meeting, revision) with { Operation = s.Operation, Data = s.Data, OccurredAt = Time + after };

    [Fact]
    public void What_the_receiver_holds_already_is_not_sent()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Deliver(C);
        _run.Submit(MainFrom(C, 2) with { OccurredAt = Time.AddMinutes(1) });
        _run.Submit(MainFrom(B, 3) with { Data = MainFrom(C, 2).Data, OccurredAt = Time.AddMinutes(2) });

        Assert.Equal([MainFrom(B, 1).Id], _run.CallsTo(C));
        Assert.Equal(Status.Unchanged, _run.Log[MainFrom(B, 3)].Status);
    }

    [Fact]
    public void A_change_back_before_the_first_change_left_is_not_sent()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Deliver(C);
        _run.Submit(MainFrom(B, 2) with { NotBefore = Time.AddHours(1) });
        _run.Submit(MainFrom(B, 3) with { Data = MainFrom(B, 1).Data });

        Assert.Equal([MainFrom(B, 1).Id], _run.CallsTo(C));
        Assert.Equal(Status.Superseded, _run.Log[MainFrom(B, 2)].Status);
        Assert.Equal(Status.Unchanged, _run.Log[MainFrom(B, 3)].Status);
    }

    [Fact]
    public void A_change_back_during_a_call_is_sent()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Deliver(C);
        _run.Submit(MainFrom(B, 2));
        _run.Submit(MainFrom(B, 3) with { Data = MainFrom(B, 1).Data });
        _run.Deliver(C);
        _run.Deliver(C);

        Assert.Equal(MainFrom(B, 1).Content, _run.Parties[C][Forum]);
    }

    [Fact]
    public void An_echo_is_no_news()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);

        Assert.Equal(Verdict.Unchanged, _run.VerdictOn(EchoOf(MainFrom(B), 1, TimeSpan.Zero)));
        Assert.Empty(_run.CallsTo(B));
    }

    [Fact]
    public void An_echo_of_a_cancellation_is_no_news_whatever_record_it_carries()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Deliver(C);
        _run.Submit(CancelFrom(B, Forum, 2));
        _run.Deliver(C);

        Assert.Equal(Verdict.Unchanged, _run.VerdictOn(CancelFrom(C, Forum, 2) with { Data = Data("last record") }));
        Assert.Empty(_run.CallsTo(B));
    }

    [Fact]
    public void An_echo_that_overtakes_the_end_of_its_call_is_no_news()
    {
        _run.Submit(MainFrom(B));

        Assert.Equal(Verdict.Unchanged, _run.VerdictOn(EchoOf(MainFrom(B), 1, TimeSpan.FromSeconds(1))));
        _run.Deliver(C);
        Assert.Equal(Status.Done, _run.Log[MainFrom(B)].Status);
        Assert.Empty(_run.CallsTo(B));
    }

    [Fact]
    public void An_echo_confirms_an_attempt_of_unknown_effect_without_another_call()
    {
        _run.Submit(MainFrom(B));
        _run.Submit(SubFrom(B));
        _run.Fail(C, AttemptResult.UnknownEffect);

        Assert.Equal(Verdict.Unchanged, _run.VerdictOn(EchoOf(MainFrom(B), 1, TimeSpan.FromSeconds(1))));

        Assert.Equal(Status.Done, _run.Log[MainFrom(B)].Status);
        Assert.Equal([MainFrom(B).Id, SubFrom(B).Id], _run.CallsTo(C));
    }

    [Fact]
    public void An_echo_confirms_a_parked_delivery_of_unknown_effect()
    {
        _run.Submit(MainFrom(B));
        for (var i = 0; i < 3; i++) { _run.Fail(C, AttemptResult.UnknownEffect); _run.Advance(TimeSpan.FromMinutes(1)); }
        Assert.Equal(Status.Parked, _run.Log[MainFrom(B)].Status);

        _run.Submit(EchoOf(MainFrom(B), 1, TimeSpan.FromSeconds(1)));

        Assert.Equal(Status.Done, _run.Log[MainFrom(B)].Status);
    }

    [Fact]
    public void Of_two_calls_without_an_answer_each_is_confirmed_by_its_own_echo()
    {
        TwoCallsWithoutAnswer();

        Assert.Equal(Verdict.Unchanged, _run.VerdictOn(EchoOf(MainFrom(B, 1), 1, TimeSpan.Zero)));
        Assert.Equal(Status.Retrying, _run.Log[MainFrom(B, 2)].Status);

        Assert.Equal(Verdict.Unchanged, _run.VerdictOn(EchoOf(MainFrom(B, 2), 2, TimeSpan.Zero)));
        Assert.Equal(Status.Done, _run.Log[MainFrom(B, 2)].Status);
    }

    [Fact]
    public void A_change_back_is_sent_while_a_later_call_may_have_landed()
    {
        TwoCallsWithoutAnswer();
        _run.Submit(EchoOf(MainFrom(B, 1), 1, TimeSpan.Zero));
        var back = MainFrom(B, 3) with { Data = MainFrom(B, 1).Data };
        _run.Submit(back);

        Assert.Equal(back.Id, _run.CallTo(C).Id.Submission);
    }

    private void TwoCallsWithoutAnswer()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Fail(C, AttemptResult.UnknownEffect);
        _run.Submit(MainFrom(B, 2));
        _run.Fail(C, AttemptResult.UnknownEffect);
    }

    [Fact]
    public void A_late_echo_is_stale()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Deliver(C);
        _run.Advance(TimeSpan.FromMinutes(1));
        _run.Submit(MainFrom(B, 2));
        _run.Deliver(C);

        Assert.Equal(Verdict.Stale, _run.VerdictOn(EchoOf(MainFrom(B, 1), 1, TimeSpan.Zero)));
        Assert.Equal(Status.Stale, _run.Log[EchoOf(MainFrom(B, 1), 1, TimeSpan.Zero)].Status);
        Assert.Empty(_run.CallsTo(B));
    }

    [Fact]
    public void The_echo_of_a_superseded_call_that_was_never_acknowledged_is_stale()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Fail(C, AttemptResult.UnknownEffect);
        _run.Submit(MainFrom(B, 2));
        _run.Advance(TimeSpan.FromMinutes(1));
        _run.Deliver(C);

        Assert.Equal(Verdict.Stale, _run.VerdictOn(EchoOf(MainFrom(B, 1), 1, TimeSpan.Zero)));
        Assert.Empty(_run.CallsTo(B));
    }

    [Fact]
    public void An_echo_that_is_dated_after_its_call_is_stale_while_the_next_call_is_under_way()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Deliver(C);
        _run.Submit(MainFrom(B, 2));
        _run.Deliver(C);
        _run.Submit(MainFrom(B, 3));

        Assert.Equal(Verdict.Stale, _run.VerdictOn(EchoOf(MainFrom(B, 1), 1, TimeSpan.FromMinutes(1))));
    }

    [Fact]
    public void A_true_change_back_after_the_latest_delivery_is_news()
    {
        _run.Submit(MainFrom(B, 1));
        _run.Deliver(C);
        _run.Submit(MainFrom(B, 2));
        _run.Deliver(C);
        _run.Advance(TimeSpan.FromMinutes(1));

        var back = EchoOf(MainFrom(B, 1), 1, TimeSpan.FromMinutes(1));
        Assert.Equal(Verdict.Accepted, _run.VerdictOn(back));
        Assert.Equal([back.Id], _run.CallsTo(B));
    }

    [Fact]
    public void An_echo_of_an_edited_delivery_is_no_news()
    {
        _run.Submit(MainFrom(B));
        _run.Fail(C, AttemptResult.Permanent);
        _run.Edit(MainFrom(B), Data("edited"));
        _run.Deliver(C);

        Assert.Equal(Verdict.Unchanged, _run.VerdictOn(MainFrom(C) with { Data = Data("edited") }));
        Assert.Empty(_run.CallsTo(B));
    }
}
