using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R12d: changes of two parties that cross.</summary>
public sealed class CrossingTests
{
    private static Submission By(PartyId from, int seconds) => MainFrom(from) with { OccurredAt = Time.AddSeconds(seconds) };

    /// <summary>B's change waits behind another registration's call, so that C's report crosses it before it left.</summary>
    private static AccountRun Waiting(SyncRules rules, Submission change)
    {
        var run = new AccountRun(rules);
        run.Submit(ReportFrom(change.Origin, Summit, 1));
        run.Submit(change);
        return run;
    }

    private static void DeliverAll(AccountRun run)
    {
        while (!run.InFlight.Deliveries.IsEmpty) run.Deliver(run.InFlight.Deliveries[0]);
    }

    [Fact]
    public void The_later_change_wins_over_one_that_waits()
    {
        var run = Waiting(BothWays, By(B, 1));

        Assert.Equal(Verdict.Accepted, run.VerdictOn(By(C, 2)));
        DeliverAll(run);

        Assert.Equal(Status.Superseded, run.Log[By(B, 1)].Status);
        Assert.Equal([By(C, 2).Id], run.CallsTo(B));
        Assert.DoesNotContain(By(B, 1).Id, run.CallsTo(C));
    }

    [Fact]
    public void The_earlier_change_loses_against_one_that_waits()
    {
        var run = Waiting(BothWays, By(B, 2));

        Assert.Equal(Verdict.Superseded, run.VerdictOn(By(C, 1)));
        DeliverAll(run);

        Assert.Equal(Status.Superseded, run.Log[By(C, 1)].Status);
        Assert.Contains(By(B, 2).Id.ToString(), run.Log[By(C, 1)].Reason, StringComparison.Ordinal);
        Assert.Empty(run.CallsTo(B));
        Assert.Equal(By(B, 2).Content, run.Parties[C][Forum]);
    }

    [Theory]
    [InlineData("B", "C")]
    [InlineData("C", "B")]
    public void A_tie_goes_to_the_party_that_the_configuration_names_first(string first, string second)
    {
        var run = Waiting(BothWays, By(PartyId.Parse(first), 1));
        run.Submit(By(PartyId.Parse(second), 1));
        DeliverAll(run);

        Assert.Equal(Status.Done, run.Log[By(B, 1)].Status);
        Assert.Equal(Status.Superseded, run.Log[By(C, 1)].Status);
    }

    [Fact]
    public void Two_changes_to_the_same_content_need_no_call()
    {
        var run = Waiting(BothWays, By(B, 1));
        var same = By(C, 2) with { Data = By(B, 1).Data };
        run.Submit(same);
        DeliverAll(run);

        Assert.Equal(Status.Unchanged, run.Log[By(B, 1)].Status);
        Assert.Equal(Status.Unchanged, run.Log[same].Status);
        Assert.Empty(run.CallsTo(B));
    }

    [Fact]
    public void A_change_that_wins_over_a_call_under_way_follows_it_to_its_own_party()
    {
        var run = new AccountRun(BothWays);
        run.Submit(By(B, 1));
        run.Submit(By(C, 2));
        DeliverAll(run);

        Assert.Equal([By(B, 1).Id, By(C, 2).Id], run.CallsTo(C));
        Assert.Equal(By(C, 2).Content, run.Parties[B][Forum]);
        Assert.Equal(By(C, 2).Content, run.Parties[C][Forum]);
    }

    [Theory]
    [InlineData(AttemptResult.Temporary)]
    [InlineData(AttemptResult.Permanent)]
    public void A_call_that_surely_had_no_effect_needs_nothing_to_follow_it(AttemptResult result)
    {
        var run = new AccountRun(BothWays);
        run.Submit(By(B, 1));
        run.Submit(By(C, 2));
        run.Fail(C, result);
        DeliverAll(run);

        Assert.Equal([By(B, 1).Id], run.CallsTo(C));
        Assert.Equal(Status.Unchanged, run.Log[By(C, 2).Id, C].Status);
        Assert.Equal(Status.Done, run.Log[By(C, 2).Id, B].Status);
    }

    [Fact]
    public void A_change_that_wins_over_a_call_of_unknown_effect_follows_it_to_its_own_party()
    {
        var run = new AccountRun(BothWays);
        run.Submit(By(B, 1));
        run.Fail(C, AttemptResult.UnknownEffect);
        run.Submit(By(C, 2));
        DeliverAll(run);

        Assert.Equal([By(B, 1).Id, By(C, 2).Id], run.CallsTo(C));
        Assert.Equal(Status.Superseded, run.Log[By(B, 1)].Status);
        Assert.Equal(Status.Done, run.Log[By(C, 2).Id, C].Status);
    }

    [Fact]
    public void A_newer_change_of_its_own_follows_too()
    {
        var run = new AccountRun(BothWays);
        run.Submit(By(B, 1));
        run.Submit(By(C, 2));
        run.Submit(MainFrom(C, 5));
        DeliverAll(run);

        Assert.Equal([By(B, 1).Id, MainFrom(C, 5).Id], run.CallsTo(C));
        Assert.Equal(MainFrom(C, 5).Content, run.Parties[B][Forum]);
    }

    [Fact]
    public void A_change_that_follows_a_call_is_sent_even_when_a_crash_hides_that_calls_second_attempt()
    {
        var run = new AccountRun(BothWays);
        run.Submit(By(B, 1));
        run.Fail(C, AttemptResult.UnknownEffect);
        run.Advance(TimeSpan.FromMinutes(1));
        run.Submit(By(C, 2));
        run.Parties[C].Take(run.CallTo(C));

        run.Crash();
        DeliverAll(run);

        Assert.Equal(By(C, 2).Content, run.Parties[C][Forum]);
    }

    [Theory]
    [InlineData("B", 1, 9)]
    [InlineData("B", 9, 1)]
    [InlineData("C", 1, 9)]
    [InlineData("C", 9, 1)]
    public void A_preferred_party_wins_whenever_its_change_occurred(string preferred, int atB, int atC)
    {
        LinkRules Prefer(LinkRules link) => link with { Crossing = CrossingRule.Prefer, Preferred = PartyId.Parse(preferred) };
        var run = Waiting(Rules(Prefer(Link(B, C)), Prefer(Link(C, B))), By(B, atB));
        run.Submit(By(C, atC));
        DeliverAll(run);

        var (winner, loser) = preferred == "B" ? (By(B, atB), By(C, atC)) : (By(C, atC), By(B, atB));
        Assert.Equal(Status.Superseded, run.Log[loser].Status);
        Assert.Equal(Status.Done, run.Log[winner].Status);
    }

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
}
