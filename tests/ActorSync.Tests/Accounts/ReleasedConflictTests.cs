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

    [Fact]
    public void What_the_receiver_has_changed_meanwhile_loses_to_it()
    {
        _run.Submit(Conflict);
        _run.Submit(ReportFrom(C, Summit, 1));
        _run.Submit(MainFrom(C, 5));
        _run.Parties[C].Change(Forum, MainFrom(C, 5).Content);

        _run.Release(Conflict);
        _run.Parties[B].Change(Forum, Conflict.Content);
        Crossed.DeliverAll(_run);

        Assert.Equal(Status.Superseded, _run.Log[MainFrom(C, 5)].Status);
        Assert.Equal((Conflict.Content, Conflict.Content), (_run.Parties[B][Forum], _run.Parties[C][Forum]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void While_what_the_receiver_has_changed_may_arrive_it_is_not_let_go(bool isInDoubt)
    {
        _run.Submit(Conflict);
        _run.Submit(MainFrom(C, 5));
        if (isInDoubt) _run.Fail(B, AttemptResult.UnknownEffect);

        var refused = Assert.IsType<Answer.NotActed>(_run.Release(Conflict));

        Assert.Contains("wait until it has an outcome", refused.Why, StringComparison.Ordinal);
        Assert.Equal(Status.Conflict, _run.Log[Conflict].Status);
    }

    [Fact]
    public void Another_partys_change_leaves_it_to_the_person()
    {
        var run = new AccountRun(Rules(Link(A, C), Link(B, C)));
        run.Submit(MainFrom(B));
        run.Deliver(C);
        run.Submit(Conflict);
        run.Submit(Crossed.By(A, 1));

        Assert.Equal(Status.Conflict, run.Log[Conflict].Status);
    }

    private Status StatusOfSubAfterRelease()
    {
        _run.Submit(SubFrom(C));
        _run.Release(Conflict);
        return _run.Log[SubFrom(C).Id, B].Status;
    }
}
