using Xunit;
using static ActorSync.Tests.Crossed;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R7, R8a, R21: a release ends the wait that holds a delivery now, and no other.</summary>
public sealed class ReleaseTests
{
    private static readonly Submission Conflict = SubFrom(B) with { Id = SubmissionId.Parse("B", "conflict"), Data = Data("other") };

    private static readonly SyncRules Parking =
        Rules(Link(B, C) with { Crossing = CrossingRule.Park }, Link(C, B) with { Crossing = CrossingRule.Park });

    [Fact]
    public void A_sub_whose_conflict_is_decided_still_waits_for_its_main()
    {
        var run = new AccountRun(BothWays);
        run.Submit(SubFrom(B));
        run.Submit(Conflict);
        run.Release(Conflict);

        Assert.Equal(Status.Gated, run.Log[Conflict].Status);
    }

    [Fact]
    public void A_sub_whose_crossing_is_decided_still_waits_for_its_main()
    {
        var run = new AccountRun(Parking);
        run.Submit(SubFrom(B));
        run.Submit(SubFrom(C));
        run.Release(SubFrom(B));

        Assert.Equal(Status.Gated, run.Log[SubFrom(B)].Status);
        Assert.Equal(Status.Superseded, run.Log[SubFrom(C)].Status);
    }

    [Fact]
    public void A_sub_whose_loop_is_decided_still_waits_for_its_main()
    {
        var rules = BothWays;
        var run = new AccountRun(new(rules.Parties, rules.Links, new(2, TimeSpan.FromSeconds(60))));
        run.Submit(SubFrom(B));
        run.Submit(SubFrom(C, 2));
        run.Submit(SubFrom(B, 3));
        run.Release(SubFrom(B, 3));

        Assert.Equal(Status.Gated, run.Log[SubFrom(B, 3)].Status);
    }

    [Fact]
    public void What_is_decided_still_waits_for_its_time()
    {
        var run = new AccountRun(Rules(Link(B, C) with { Hold = TimeSpan.FromSeconds(2) }, Link(C, B)));
        run.Submit(MainFrom(B));
        run.Submit(Conflict with { Meeting = Forum, MainMeeting = null });
        run.Release(Conflict with { Meeting = Forum });
        Assert.Empty(run.CallsTo(C));
        Assert.Equal((Status.Waiting, Time.AddSeconds(2)), (run.Log[Conflict].Status, run.Log[Conflict].NextDue!.Value));

        run.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([Conflict.Id], run.CallsTo(C));
    }

    [Fact]
    public void Released_again_it_goes_without_its_main()
    {
        var run = new AccountRun(BothWays);
        run.Submit(SubFrom(B));
        run.Submit(Conflict);
        run.Release(Conflict);
        run.Release(Conflict);

        Assert.Equal([Conflict.Id], run.CallsTo(C));
    }

    [Fact]
    public void A_held_sub_that_is_released_meets_the_gate_that_closes_before_it_leaves()
    {
        var run = Waiting(BothWays, MainFrom(B));
        DeliverAll(run);
        run.Submit(ReportFrom(B, Summit, 2));
        run.Submit(SubFrom(B) with { NotBefore = Time.AddHours(1) });
        run.Release(SubFrom(B));
        run.Submit(CancelFrom(B, Forum, 2));
        DeliverAll(run);

        Assert.Equal(Status.Gated, run.Log[SubFrom(B)].Status);
    }

    [Fact]
    public void What_was_stored_without_the_wait_that_it_ended_is_past_its_gate()
    {
        var run = new AccountRun(BothWays);
        run.Submit(SubFrom(B));
        var id = new DeliveryId(Dinner, SubFrom(B).Id, C);

        var state = Account.Evolve(run.State, new AccountEvent.DeliveryReleased(id, "ann", "asked to") { At = run.Now });

        Assert.True(state.Find(id)!.GateReleased);
    }
}
