using Xunit;
using static ActorSync.Tests.Crossed;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R12d among more than two parties.</summary>
public sealed class ThreePartyTests
{
    private static readonly SyncRules ParkingBetweenBAndC = Rules(
        Link(A, B), Link(B, A), Link(A, C), Link(C, A),
        Link(B, C) with { Crossing = CrossingRule.Park }, Link(C, B) with { Crossing = CrossingRule.Park });

    [Fact]
    public void Of_three_parties_the_latest_change_reaches_the_other_two()
    {
        var run = new AccountRun(AllWays);
        run.Submit(By(A, 1));
        run.Submit(By(B, 2));
        run.Submit(By(C, 3));
        DeliverAll(run);

        Assert.All([A, B, C], party => Assert.Equal(By(C, 3).Content, (party == C ? By(C, 3).Content : run.Parties[party][Forum])));
    }

    [Fact]
    public void Two_sources_of_one_receiver_leave_it_with_the_later_change()
    {
        var rules = Rules(Link(A, C), Link(B, C));
        var run = Waiting(rules, By(A, 2));

        Assert.Equal(Verdict.Superseded, run.VerdictOn(By(B, 1)));
        Assert.Equal(Verdict.Accepted, run.VerdictOn(MainFrom(B, 9)));
        DeliverAll(run);

        Assert.Equal(MainFrom(B, 9).Content, run.Parties[C][Forum]);
    }

    [Fact]
    public void A_preference_between_two_parties_is_none_over_a_third()
    {
        var run = Waiting(Rules(Link(A, C) with { Crossing = CrossingRule.Prefer, Preferred = A }, Link(B, C)), By(A, 1));

        Assert.Equal(Verdict.Accepted, run.VerdictOn(By(B, 2)));
    }

    [Fact]
    public void A_change_made_over_another_that_was_delivered_there_replaces_it_everywhere()
    {
        var run = new AccountRun(AllWays);
        run.Submit(By(A, 5));
        run.Deliver(B);

        Assert.Equal(Verdict.Accepted, run.VerdictOn(By(B, 4)));
        DeliverAll(run);

        Assert.Equal(By(B, 4).Content, run.Parties[A][Forum]);
        Assert.Equal(By(B, 4).Content, run.Parties[C][Forum]);
    }

    [Fact]
    public void A_change_after_a_cancellation_that_ended_without_a_call_reaches_every_party()
    {
        var run = new AccountRun(AllWays);
        run.Submit(By(C, 0));
        DeliverAll(run);
        run.Submit(ReportFrom(A, Summit, 1));
        run.Submit(SubFrom(A) with { OccurredAt = Time.AddSeconds(1) });
        run.Submit(CancelFrom(A, Dinner, 2) with { OccurredAt = Time.AddSeconds(2) });
        run.Submit(SubFrom(B) with { OccurredAt = Time.AddSeconds(1) });
        DeliverAll(run);

        Assert.Equal(run.Parties[A][Dinner], run.Parties[C][Dinner]);
    }

    [Fact]
    public void A_change_that_wins_over_two_that_wait_for_a_person_ends_both()
    {
        var run = new AccountRun(Rules(Link(B, A), Link(C, A), Link(C, B) with { Crossing = CrossingRule.Park })) { Eager = false };
        run.Submit(By(C, 1));
        run.Submit(By(B, 2));
        run.Submit(By(A, 3));

        Assert.All([By(B, 2), By(C, 1)], loser => Assert.Equal(Status.Superseded, run.Log[loser.Id, A].Status));
    }

    [Theory]
    [InlineData(5, Verdict.Superseded)]
    [InlineData(10, Verdict.Accepted)]
    public void A_change_crosses_each_of_two_that_wait_for_a_person(int at, Verdict verdict)
    {
        var run = new AccountRun(ParkingBetweenBAndC) { Eager = false };
        run.Submit(By(B, 9));
        run.Submit(By(C, 1));

        Assert.Equal(verdict, run.VerdictOn(By(A, at)));
    }

    [Fact]
    public void Of_three_that_cross_the_one_that_a_person_lets_go_reaches_the_other_two()
    {
        var run = new AccountRun(Rules(
            Link(A, B), Link(B, A), Link(A, C), Link(C, A) with { Crossing = CrossingRule.Park },
            Link(B, C) with { Crossing = CrossingRule.Park }, Link(C, B) with { Crossing = CrossingRule.Park })) { Eager = false };
        run.Submit(By(B, 1));
        run.Submit(By(C, 2));
        run.Submit(By(A, 3));

        run.Release(By(B, 1));
        run.Advance(TimeSpan.FromSeconds(1));
        run.Start();
        DeliverAll(run);

        Assert.Equal((By(B, 1).Content, By(B, 1).Content), (run.Parties[A][Forum], run.Parties[C][Forum]));
        Assert.Empty(run.Open);
    }

    [Fact]
    public void Of_two_that_wait_for_a_person_both_end_when_the_receiver_holds_them()
    {
        var d = PartyId.Parse("D");
        var run = new AccountRun(new SyncRules(
            [A, B, C, d],
            [Link(B, A) with { Crossing = CrossingRule.Park }, Link(C, A), Link(d, B) with { Crossing = CrossingRule.Park }],
            new(6, TimeSpan.FromSeconds(60)))) { Eager = false };
        var same = By(B, 3).Data;
        run.Submit(By(C, 1) with { Data = same });
        run.Submit(By(d, 2));
        run.Submit(By(B, 3));
        run.Submit(By(A, 4) with { Data = same });

        Assert.All([By(B, 3), By(C, 1)], held => Assert.Equal(Status.Unchanged, run.Log[held.Id, A].Status));
    }

    [Fact]
    public void A_conflict_ends_with_a_newer_revision_that_does_not_go_to_its_receiver()
    {
        var conflict = By(B, 0) with { Id = SubmissionId.Parse("B", "conflict"), Data = Data("other") };
        var run = new AccountRun(Rules(Link(B, A), Link(A, C), Link(B, C)));
        run.Submit(By(B, 0));
        DeliverAll(run);
        run.Submit(ReportFrom(A, Summit, 1));
        run.Submit(By(A, 9));
        run.Submit(conflict);
        run.Submit(MainFrom(B, 2));

        Assert.Equal(Status.Superseded, run.Log[conflict.Id, C].Status);
        Assert.Equal(By(A, 9).Id, run.State[Forum].Lane(C).Single().Id.Submission);
    }
}
