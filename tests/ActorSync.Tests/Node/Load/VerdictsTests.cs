using ActorSync.Node.Load;
using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests.Node.Load;

public sealed class VerdictsTests
{
    private static readonly LoadOutcome Done = new("done");

    [Fact]
    public void What_is_done_and_was_taken_over_is_right()
    {
        var step = Calm(2);

        Assert.All(step.Verdicts, v => Assert.True(v.IsRight, $"{v.Name}: {v.Found}"));
    }

    [Theory]
    [InlineData("parked")]
    [InlineData("conflict")]
    public void What_is_parked_is_not_right_and_says_why(string status)
    {
        var step = new WatchedStep(2);
        step.AnswerAll("accepted", new(status, "C answered 400: no such badge"));

        var verdict = step.Verdict("nothing is parked");

        Assert.False(verdict.IsRight);
        Assert.Equal("2 parked or in conflict; C answered 400: no such badge", verdict.Found);
    }

    [Fact]
    public void What_is_refused_says_why()
    {
        var step = new WatchedStep(1);
        step.Watch.OnAnswer(0, "refused", Some.Time);
        step.Watch.Refusals.Enqueue("/origin: expected a party, found B");

        Assert.EndsWith("; /origin: expected a party, found B", step.Verdict("an outcome for each input").Found, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_earlier_run_left_at_the_node_is_none_of_a_step()
    {
        var step = Calm(1);
        step.Violate(ViolationKind.OlderRevision, "load-0-1-0");
        Assert.True(step.Verdict("order at the receiver").IsRight);

        step.Violate(ViolationKind.OlderRevision, step.Names.Account(0));
        Assert.False(step.Verdict("order at the receiver").IsRight);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(4, true)]
    public void What_leaves_before_its_notBefore_is_not_right(int seconds, bool isRight)
    {
        var step = new WatchedStep(1, "delayed=100");
        step.AnswerAll("accepted", Done);
        step.Time.Advance(TimeSpan.FromSeconds(seconds));
        step.Call(0, CallResult.TookOver);

        Assert.Equal(isRight, step.Verdict("nothing left before its notBefore").IsRight);
    }

    [Theory]
    [InlineData(9, 0, 0, true)]
    [InlineData(0, 9, 0, false)]
    [InlineData(8, 0, 1, false)]
    public void Echoes_that_are_refused_or_dropped_are_not_right(int taken, int refused, int dropped, bool isRight)
    {
        var step = Calm(1);
        step.Echoes = new(Open: 0, taken, refused, Retried: 0, dropped);

        Assert.Equal(isRight, step.Verdict("each echo is taken in").IsRight);
    }

    [Theory]
    [InlineData("first", true)]
    [InlineData("second", false)]
    [InlineData(null, false)]
    public void A_call_that_comes_again_has_the_key_of_the_first(string? key, bool isRight)
    {
        var step = new WatchedStep(1);
        step.Call(0, CallResult.Failed, "first");
        step.Call(0, CallResult.TookOver, key);

        Assert.Equal(isRight, step.Verdict("one effect for each idempotency key").IsRight);
    }

    /// <summary>A step in which each submission is taken over, once.</summary>
    private static WatchedStep Calm(int size)
    {
        var step = new WatchedStep(size);
        step.AnswerAll("accepted", Done);
        for (var i = 0; i < size; i++) step.Call(i, CallResult.TookOver);
        return step;
    }
}
