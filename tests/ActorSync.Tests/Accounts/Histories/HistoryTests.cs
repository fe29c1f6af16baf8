using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>What holds at the end of any history; what holds at its every step is checked by <see cref="AccountRun"/>.</summary>
public sealed class HistoryTests
{
    private static readonly FsCheck.Arbitrary<History> Anything = History.Of(
        (20, Deed.Change), (20, Deed.Arrive), (4, Deed.ReportAgain), (4, Deed.Redeliver), (4, Deed.Contradict),
        (24, Deed.Start), (10, Deed.Land), (20, Deed.End), (8, Deed.Pass), (4, Deed.Crash), (6, Deed.Operate));

    private static readonly FsCheck.Arbitrary<History> NoOperator = History.Of(
        (20, Deed.Change), (20, Deed.Arrive), (4, Deed.ReportAgain), (4, Deed.Redeliver), (4, Deed.Contradict),
        (24, Deed.Start), (10, Deed.Land), (20, Deed.End), (8, Deed.Pass), (4, Deed.Crash));

    [Fact]
    public void Everything_comes_to_rest_with_an_outcome_and_happens_once()
    {
        var rules = new WorldRules(AllWays) { Changing = [A, B, C], Echoing = [B, C] };
        Property.Holds(Anything, 300, history => World.Play(rules, history, world =>
        {
            var run = world.Run;
            Assert.All(run.Open, d => Assert.NotNull(d.Parked));
            var events = run.Events.Count;
            foreach (var s in world.Arrived.Reverse()) run.Submit(s);
            Assert.Equal(events, run.Events.Count);
        }));
    }

    [Fact]
    public void The_log_is_the_same_however_many_writes_it_took()
    {
        var rules = new WorldRules(AllWays) { Changing = [A, B, C], Echoing = [C] };
        Property.Holds(Anything, 50, history => World.Play(rules, history, world =>
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
        Property.Holds(NoOperator, 200, history => World.Play(rules, history, world =>
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
        Property.Holds(NoOperator, 200, history => World.Play(rules, history, world => Assert.Empty(world.Run.Parties[B].Calls)));
    }

    [Fact]
    public void Two_parties_converge_on_the_latest_change() =>
        Converge(new(BothWays) { Changing = [B, C], Echoing = [B, C], FreshContent = true, Prompt = true });

    [Fact]
    public void Three_parties_converge_on_the_latest_change() =>
        Converge(new(AllWays) { Changing = [A, B, C], Echoing = [A, B, C], FreshContent = true, Prompt = true });

    [Fact]
    public void Two_parties_converge_when_one_of_them_is_preferred()
    {
        static LinkRules PreferC(LinkRules link) => link with { Crossing = CrossingRule.Prefer, Preferred = C };
        var rules = new WorldRules(Rules(PreferC(Link(B, C)), PreferC(Link(C, B))))
        {
            Changing = [B, C], Echoing = [B, C], FreshContent = true, Prompt = true, ClearEnds = true,
        };
        Property.Holds(NoOperator, 200, history => World.Play(rules, history, world => Agree(world, rules)));
    }

    private static void Converge(WorldRules rules) => Property.Holds(NoOperator, 200, history => World.Play(rules, history, world =>
    {
        Agree(world, rules);
        foreach (var changes in world.Changes.GroupBy(s => s.Meeting).Where(changes => OnlyTimeDecides(world, changes)))
        {
            var latest = changes.OrderBy(s => s.OccurredAt)
                .ThenByDescending(s => rules.Sync.Parties.IndexOf(s.Origin))
                .ThenBy(s => s.Revision).Last();
            Assert.Equal(latest.Content, world.Run.Parties[latest.Origin][changes.Key]);
        }
    }));

    /// <summary>Whoever has a say on a registration holds the same when nothing of it is parked.</summary>
    private static void Agree(World world, WorldRules rules)
    {
        foreach (var registration in world.Run.State.Registrations.Values.Where(r => r.Lanes.IsEmpty))
            Assert.Single(rules.Changing.Select(p => world.Run.Parties[p][registration.Meeting]).Distinct());
    }

    /// <summary>
    /// A cancellation that ended without a call told nobody, so an earlier change may stand in its place; and what was
    /// parked once is tried again when its party reports it again, with a later time.
    /// </summary>
    private static bool OnlyTimeDecides(World world, IGrouping<MeetingId, Submission> changes) =>
        world.Run.State[changes.Key].Lanes.IsEmpty
        && !changes.Any(s => s.Operation is Operation.Cancel)
        && !world.Run.Events.OfType<AccountEvent.DeliveryParked>().Any(e => e.Delivery.Meeting == changes.Key);
}
