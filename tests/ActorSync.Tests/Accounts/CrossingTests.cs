using Xunit;
using static ActorSync.Tests.Crossed;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R12d: changes of two parties that cross.</summary>
public sealed class CrossingTests
{
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
        var run = Waiting(Preferring(preferred), By(B, atB));
        run.Submit(By(C, atC));
        DeliverAll(run);

        var (winner, loser) = preferred == "B" ? (By(B, atB), By(C, atC)) : (By(C, atC), By(B, atB));
        Assert.Equal(Status.Superseded, run.Log[loser].Status);
        Assert.Equal(Status.Done, run.Log[winner].Status);
    }

    [Theory]
    [InlineData(AttemptResult.UnknownEffect, false)]
    [InlineData(AttemptResult.UnknownEffect, true)]
    [InlineData(AttemptResult.Delivered, true)]
    public void A_preferred_change_lands_again_where_the_other_was_made_after_its_call(AttemptResult result, bool isUnderWay)
    {
        var run = new AccountRun(Preferring("B"));
        run.Submit(By(B, 1));
        run.Parties[C].Take(run.CallTo(C));
        run.Parties[C].Change(Forum, By(C, 2).Content);
        if (!isUnderWay) run.Fail(C, result);
        run.Submit(By(C, 2));
        if (isUnderWay) run.Fail(C, result);
        run.Advance(TimeSpan.FromMinutes(1));
        DeliverAll(run);

        Assert.Equal(By(B, 1).Content, run.Parties[C][Forum]);
        Assert.Equal(Status.Done, run.Log[By(B, 1)].Status);
    }

    [Fact]
    public void A_preferred_change_that_is_the_later_one_too_keeps_its_key()
    {
        var run = new AccountRun(Preferring("B"));
        run.Submit(By(B, 5));
        run.Fail(C, AttemptResult.UnknownEffect);
        run.Submit(By(C, 2));
        run.Advance(TimeSpan.FromMinutes(1));
        DeliverAll(run);

        Assert.Single(run.Parties[C].Calls.Select(call => call.IdempotencyKey).Distinct());
    }

    private static SyncRules Preferring(string party)
    {
        LinkRules Prefer(LinkRules link) => link with { Crossing = CrossingRule.Prefer, Preferred = PartyId.Parse(party) };
        return Rules(Prefer(Link(B, C)), Prefer(Link(C, B)));
    }
}
