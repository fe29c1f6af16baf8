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

    private static Submission EchoAfter(int seconds) =>
        ReportFrom(C, Forum, 1) with { Data = Back.Data, OccurredAt = Time.AddSeconds(seconds) };
}
