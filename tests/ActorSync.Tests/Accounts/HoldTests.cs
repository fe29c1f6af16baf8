using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R8a: delay for its own sake.</summary>
public sealed class HoldTests
{
    private readonly AccountRun _run = new(Rules(Link(B, C) with { Hold = TimeSpan.FromSeconds(2) }));

    [Fact]
    public void A_link_may_hold_every_delivery()
    {
        _run.Submit(MainFrom(B));
        Assert.Equal(Status.Waiting, _run.Log[MainFrom(B)].Status);
        Assert.Equal(Time.AddSeconds(2), _run.Log[MainFrom(B)].NextDue);
        Assert.Empty(_run.CallsTo(C));

        _run.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([MainFrom(B).Id], _run.CallsTo(C));
    }

    [Fact]
    public void Revisions_that_come_meanwhile_replace_each_other()
    {
        for (var revision = 1; revision <= 4; revision++) _run.Submit(MainFrom(B, revision));
        _run.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([MainFrom(B, 4).Id], _run.CallsTo(C));
    }

    [Fact]
    public void A_cancellation_during_the_hold_ends_both_without_a_call()
    {
        _run.Submit(MainFrom(B));
        _run.Submit(CancelFrom(B, Forum, 2));
        _run.Advance(TimeSpan.FromDays(1));

        Assert.Empty(_run.CallsTo(C));
        Assert.Equal(Status.Cancelled, _run.Log[MainFrom(B)].Status);
        Assert.Equal(Status.Cancelled, _run.Log[CancelFrom(B, Forum, 2)].Status);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 3)]
    public void A_submission_leaves_when_its_own_time_and_the_hold_are_over(int notBefore, int leaves)
    {
        _run.Submit(MainFrom(B) with { NotBefore = Time.AddSeconds(notBefore) });

        Assert.Equal(Time.AddSeconds(leaves), _run.Next().LookAt);
    }

    [Fact]
    public void A_held_main_holds_its_subs()
    {
        var run = new AccountRun(BothWays);
        run.Submit(MainFrom(B) with { NotBefore = Time.AddHours(1) });
        run.Submit(SubFrom(B));
        run.Advance(TimeSpan.FromMinutes(59));
        Assert.Empty(run.CallsTo(C));

        run.Advance(TimeSpan.FromMinutes(1));
        run.Deliver(C);

        Assert.Equal([MainFrom(B).Id, SubFrom(B).Id], run.CallsTo(C));
    }
}
