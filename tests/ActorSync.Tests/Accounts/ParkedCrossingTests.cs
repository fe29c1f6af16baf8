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

    [Theory]
    [InlineData(AttemptResult.Temporary, false)]
    [InlineData(AttemptResult.UnknownEffect, false)]
    [InlineData(AttemptResult.UnknownEffect, true)]
    [InlineData(AttemptResult.Permanent, true)]
    public void A_change_whose_call_failed_waits_for_the_person_beside_the_other(AttemptResult result, bool isUnderWay)
    {
        var run = Failed(result, isUnderWay);

        Assert.StartsWith("crossing", run.Log[By(B, 1)].Reason, StringComparison.Ordinal);
        Assert.StartsWith("crossing", run.Log[By(C, 2).Id, B].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("B")]
    [InlineData("C")]
    public void Of_the_two_the_one_that_is_let_go_is_held_by_both_in_the_end(string party)
    {
        var run = Failed(AttemptResult.UnknownEffect, isUnderWay: false);
        var released = party == "B" ? By(B, 1) : By(C, 2);

        run.Release(released);
        DeliverAll(run);

        Assert.Equal((released.Content, released.Content), (run.Parties[B][Forum], run.Parties[C][Forum]));
        Assert.Empty(run.Open);
    }

    [Fact]
    public void The_one_that_is_let_go_lands_again_where_the_other_was_made_after_its_call()
    {
        var run = new AccountRun(Parking);
        run.Submit(By(B, 1));
        run.Parties[C].Take(run.CallTo(C));
        run.Fail(C, AttemptResult.UnknownEffect);
        run.Parties[C].Change(Forum, By(C, 2).Content);
        run.Submit(By(C, 2));

        run.Release(By(B, 1));
        DeliverAll(run);

        Assert.Empty(run.Open);
        Assert.Equal(By(B, 1).Content, run.Parties[C][Forum]);
    }

    [Theory]
    [InlineData("B")]
    [InlineData("C")]
    public void Of_the_two_the_one_that_is_left_can_be_let_go_when_the_other_is_skipped(string party)
    {
        var run = Failed(AttemptResult.UnknownEffect, isUnderWay: true);
        var (skipped, left) = party == "B" ? (By(B, 1), By(C, 2)) : (By(C, 2), By(B, 1));

        run.Skip(skipped);
        run.Release(left);
        DeliverAll(run);

        Assert.Equal((left.Content, left.Content), (run.Parties[B][Forum], run.Parties[C][Forum]));
        Assert.Empty(run.Open);
    }

    [Theory]
    [InlineData("B")]
    [InlineData("C")]
    public void Of_the_two_the_one_that_is_let_go_is_held_by_both_though_the_call_under_way_was_acknowledged(string party)
    {
        var run = new AccountRun(Parking);
        run.Submit(By(B, 1));
        run.Parties[B].Change(Forum, By(B, 1).Content);
        run.Parties[C].Take(run.CallTo(C));
        run.Parties[C].Change(Forum, By(C, 2).Content);
        run.Submit(By(C, 2));
        run.Deliver(C);
        var released = party == "B" ? By(B, 1) : By(C, 2);

        run.Release(released);
        DeliverAll(run);

        Assert.Equal((released.Content, released.Content), (run.Parties[B][Forum], run.Parties[C][Forum]));
        Assert.Empty(run.Open);
    }

    [Fact]
    public void A_newer_revision_beside_it_leaves_what_has_to_follow_a_call_in_doubt()
    {
        var run = Failed(AttemptResult.UnknownEffect, isUnderWay: false);
        run.Submit(MainFrom(B, 3));

        run.Release(By(C, 2));
        DeliverAll(run);

        Assert.Equal((By(C, 2).Content, By(C, 2).Content), (run.Parties[B][Forum], run.Parties[C][Forum]));
    }

    [Fact]
    public void A_newer_revision_of_either_party_crosses_again()
    {
        var run = Failed(AttemptResult.UnknownEffect, isUnderWay: false);
        run.Submit(MainFrom(C, 3));
        DeliverAll(run);

        Assert.Equal(Status.Superseded, run.Log[By(C, 2).Id, B].Status);
        Assert.StartsWith("crossing", run.Log[MainFrom(C, 3).Id, B].Reason, StringComparison.Ordinal);
        Assert.StartsWith("crossing", run.Log[By(B, 1)].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_revision_crosses_again_while_the_other_sides_call_is_under_way()
    {
        var run = new AccountRun(Parking);
        run.Submit(By(B, 1));
        run.Submit(By(C, 2));
        run.Submit(MainFrom(C, 3));

        Assert.Empty(run.CallsTo(B));
        Assert.StartsWith("crossing", run.Log[MainFrom(C, 3).Id, B].Reason, StringComparison.Ordinal);

        run.Fail(C, AttemptResult.Temporary);

        Assert.StartsWith("crossing", run.Log[By(B, 1)].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_crosses_a_call_under_way_behind_which_a_third_partys_change_waits_for_the_person()
    {
        var run = new AccountRun(Rules(
            Link(C, B) with { Crossing = CrossingRule.Park }, Link(C, A) with { Crossing = CrossingRule.Park }, Link(A, B), Link(B, A)));
        run.Submit(By(C, 1));
        run.Submit(By(A, 2));
        run.Submit(By(B, 3));

        Assert.StartsWith("crossing", run.Log[By(B, 3).Id, A].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_revision_whose_call_failed_gives_way_to_its_partys_newer_one_that_waits_too()
    {
        var run = new AccountRun(Parking);
        run.Submit(By(B, 1));
        run.Submit(MainFrom(B, 2));
        run.Submit(By(C, 5));
        run.Fail(C, AttemptResult.UnknownEffect);

        Assert.Equal(Status.Superseded, run.Log[By(B, 1)].Status);
        Assert.StartsWith("crossing", run.Log[MainFrom(B, 2)].Reason, StringComparison.Ordinal);
        Assert.IsType<Answer.NotActed>(run.Release(By(B, 1)));
    }

    [Fact]
    public void The_other_side_ends_wherever_it_was_to_go()
    {
        var parking = Rules(
            Link(B, C) with { Crossing = CrossingRule.Park }, Link(C, B) with { Crossing = CrossingRule.Park }, Link(C, A));
        var run = Waiting(parking, By(B, 1));
        run.Submit(By(C, 2));

        run.Release(By(B, 1));
        DeliverAll(run);

        Assert.Empty(run.Open);
    }

    [Fact]
    public void A_change_that_is_let_go_to_a_third_party_ends_the_other_side_there_too()
    {
        var run = Waiting(ParkingBeside(Link(B, A)), By(B, 1));
        run.Submit(By(C, 2));

        Assert.IsType<Answer.Acted>(run.Release(By(B, 1), A));
        DeliverAll(run);

        Assert.Equal(By(B, 1).Content, run.Parties[A][Forum]);
        Assert.All([A, B], party => Assert.Equal(Status.Superseded, run.Log[By(C, 2).Id, party].Status));
    }

    [Fact]
    public void A_change_that_the_other_side_has_taken_over_is_let_go_to_the_third_party()
    {
        var run = new AccountRun(ParkingBeside(Link(B, A) with { Hold = TimeSpan.FromSeconds(2) }));
        run.Submit(By(B, 1));
        run.Submit(By(C, 2));
        run.Deliver(C);

        run.Release(By(B, 1));
        run.Advance(TimeSpan.FromSeconds(2));
        DeliverAll(run);

        Assert.Equal((By(B, 1).Content, By(B, 1).Content), (run.Parties[A][Forum], run.Parties[C][Forum]));
        Assert.Empty(run.Open);
    }

    /// <summary>B and C tell A too; crossings between the two are parked.</summary>
    private static SyncRules ParkingBeside(LinkRules toThird) => Rules(
        Link(B, C) with { Crossing = CrossingRule.Park }, Link(C, B) with { Crossing = CrossingRule.Park }, toThird, Link(C, A));

    /// <summary>B's change did not arrive at C, which reports one of its own, during the call or after it.</summary>
    private static AccountRun Failed(AttemptResult result, bool isUnderWay)
    {
        var run = new AccountRun(Parking);
        run.Submit(By(B, 1));
        run.Parties[B].Change(Forum, By(B, 1).Content);
        if (!isUnderWay) run.Fail(C, result);
        run.Submit(By(C, 2));
        run.Parties[C].Change(Forum, By(C, 2).Content);
        if (isUnderWay) run.Fail(C, result);
        return run;
    }
}
