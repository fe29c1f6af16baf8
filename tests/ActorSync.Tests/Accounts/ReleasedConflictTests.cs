using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>What a party is taken to hold when a person lets one of two contents go that it reported as one revision (R3, R21).</summary>
public sealed class ReleasedConflictTests
{
    private static readonly Submission Conflict = MainFrom(B) with { Id = SubmissionId.Parse("B", "conflict"), Data = Data("other") };

    private readonly AccountRun _run = new(BothWays);

    public ReleasedConflictTests()
    {
        _run.Submit(MainFrom(B));
        _run.Deliver(C);
    }

    [Fact]
    public void It_holds_the_one_that_is_let_go()
    {
        _run.Submit(Conflict);
        _run.Release(Conflict);

        Assert.Equal(Conflict.Content, _run.State[Forum].At(B).Known);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_holds_neither_once_it_has_acknowledged_a_cancellation(bool conflictFirst)
    {
        if (conflictFirst) _run.Submit(Conflict);
        _run.Submit(CancelFrom(C, Forum, 2));
        _run.Deliver(B);
        if (!conflictFirst) _run.Submit(Conflict);

        Assert.Equal(Status.Gated, StatusOfSubAfterRelease());
    }

    [Fact]
    public void It_may_hold_neither_while_a_cancellation_is_in_doubt()
    {
        _run.Submit(Conflict);
        _run.Submit(CancelFrom(C, Forum, 2));
        _run.Fail(B, AttemptResult.UnknownEffect);
        _run.Skip(CancelFrom(C, Forum, 2));

        Assert.Equal(Status.Gated, StatusOfSubAfterRelease());
    }

    [Fact]
    public void It_holds_what_it_has_acknowledged_since()
    {
        _run.Submit(Conflict);
        _run.Submit(CancelFrom(C, Forum, 2));
        _run.Deliver(B);
        _run.Submit(MainFrom(C, 3) with { Data = MainFrom(B).Data });
        _run.Advance(TimeSpan.FromSeconds(1));
        _run.Deliver(B);
        _run.Release(Conflict);

        Assert.Equal(MainFrom(B).Content, _run.State[Forum].At(B).Known);
    }

    private Status StatusOfSubAfterRelease()
    {
        _run.Submit(SubFrom(C));
        _run.Release(Conflict);
        return _run.Log[SubFrom(C).Id, B].Status;
    }
}
