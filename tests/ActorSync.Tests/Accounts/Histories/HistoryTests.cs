using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>What holds at the end of any history; what holds at its every step is checked by <see cref="AccountRun"/>.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void Everything_comes_to_rest_with_an_outcome_and_happens_once()
    {
        var rules = new WorldRules(AllWays) { Changing = [A, B, C], Echoing = [B, C] };
        Property.Holds(History.Anything, 300, history => World.Play(rules, history, world =>
        {
            var run = world.Run;
            Assert.All(run.Open, d => Assert.NotNull(d.Parked));
            var events = run.Events.Count;
            foreach (var s in world.Arrived.Reverse()) run.Submit(s);
            Assert.Equal(events, run.Events.Count);
        }));
    }

    [Fact]
    public void Everything_that_is_parked_is_unblocked_by_what_its_row_says() => Property.Holds(Story.Anything, 120, story =>
        World.Play(story.World, story.History, world =>
        {
            world.Resolve(Enum.GetValues<ParkReason>());
            Assert.Empty(world.Run.Open);
        }));

    [Fact]
    public void The_log_is_the_same_however_many_writes_it_took()
    {
        var rules = new WorldRules(AllWays) { Changing = [A, B, C], Echoing = [C] };
        Property.Holds(History.Anything, 50, history => World.Play(rules, history, world =>
        {
            var (atOnce, oneByOne) = (new LoggedAccount(), new LoggedAccount());
            atOnce.Write(LogChanges.Of(world.Run.Events));
            foreach (var happened in world.Run.Events) oneByOne.Write(LogChanges.Of([happened]));
            Assert.Equal(world.Run.Log.Rows.ToDictionary(), atOnce.Rows.ToDictionary());
            Assert.Equal(world.Run.Log.Rows.ToDictionary(), oneByOne.Rows.ToDictionary());
        }));
    }

    [Fact]
    public void The_receiver_ends_up_with_the_newest_revision_that_was_believed()
    {
        var rules = new WorldRules(Rules(Link(B, C))) { Changing = [B] };
        Property.Holds(History.WithoutOperators, 200, history => World.Play(rules, history, world =>
        {
            foreach (var reports in world.Believed.GroupBy(s => s.Meeting))
                if (world.Run.State[reports.Key].Lane(C).All(d => d.IsAside))
                    Assert.Equal(reports.MaxBy(s => s.Revision)!.Content, world.Run.Parties[C][reports.Key]);
        }));
    }

    [Fact]
    public void A_party_that_only_hears_echoes_is_never_called()
    {
        var rules = new WorldRules(BothWays) { Changing = [B], Echoing = [C] };
        Property.Holds(History.WithoutOperators, 200, history =>
            World.Play(rules, history, world => Assert.Empty(world.Run.Parties[B].Calls)));
    }
}
