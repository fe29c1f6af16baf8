using Xunit;
using static ActorSync.Tests.Crossed;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R12d: crossings that a person decides.</summary>
public sealed class ParkedCrossingTests
{
    private static readonly SyncRules Parking =
        Rules(Link(B, C) with { Crossing = CrossingRule.Park }, Link(C, B) with { Crossing = CrossingRule.Park });

    [Fact]
    public void A_link_may_park_both_changes_for_a_person()
    {
        var run = Waiting(Parking, By(B, 1));
        run.Submit(By(C, 2));
        DeliverAll(run);

        Assert.StartsWith("crossing", run.Log[By(B, 1)].Reason, StringComparison.Ordinal);
        Assert.StartsWith("crossing", run.Log[By(C, 2)].Reason, StringComparison.Ordinal);
        Assert.Empty(run.CallsTo(B));
        Assert.DoesNotContain(By(B, 1).Id, run.CallsTo(C));
    }

    [Theory]
    [InlineData("B")]
    [InlineData("C")]
    public void Of_two_parked_changes_the_one_that_a_person_lets_go_wins(string party)
    {
        var run = Waiting(Parking, By(B, 1));
        run.Submit(By(C, 2));
        var (released, other) = party == "B" ? (By(B, 1), By(C, 2)) : (By(C, 2), By(B, 1));
        run.Release(released);
        DeliverAll(run);

        Assert.Equal(Status.Done, run.Log[released].Status);
        Assert.Equal(Status.Superseded, run.Log[other].Status);
        Assert.Empty(run.Open);
    }

    [Fact]
    public void A_parked_change_that_a_call_under_way_landed_over_is_released_to_both()
    {
        var run = new AccountRun(Parking);
        run.Submit(By(B, 1));
        run.Submit(By(C, 2));
        run.Deliver(C);
        Assert.StartsWith("crossing", run.Log[By(C, 2).Id, B].Reason, StringComparison.Ordinal);

        run.Release(By(C, 2));
        DeliverAll(run);

        Assert.Equal(By(C, 2).Content, run.Parties[B][Forum]);
        Assert.Equal(By(C, 2).Content, run.Parties[C][Forum]);
    }

    [Fact]
    public void A_change_that_is_parked_for_another_reason_waits_for_the_person_too()
    {
        var run = new AccountRun(Parking);
        run.Submit(SubFrom(B));
        run.Advance(TimeSpan.FromDays(2));
        run.Submit(SubFrom(C) with { OccurredAt = Time.AddDays(2) });
        run.Submit(MainFrom(C));
        DeliverAll(run);

        Assert.StartsWith("crossing", run.Log[SubFrom(B)].Reason, StringComparison.Ordinal);
        Assert.StartsWith("crossing", run.Log[SubFrom(C)].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(SubFrom(B).Id, run.CallsTo(C));
    }

    [Fact]
    public void A_newer_revision_replaces_its_own_parked_change_and_crosses_again()
    {
        var run = Waiting(Parking, By(B, 1));
        run.Submit(By(C, 2));
        run.Submit(MainFrom(B, 3));

        Assert.Equal(Status.Superseded, run.Log[By(B, 1)].Status);
        Assert.StartsWith("crossing", run.Log[MainFrom(B, 3)].Reason, StringComparison.Ordinal);
    }
}
