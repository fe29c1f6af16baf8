using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>
/// R12d: parties that tell each other everything end up with one content. This holds where clocks agree, no call lands at a
/// party before the party's own earlier change was reported, and no party returns to a content that it held before: the
/// histories keep to that. Calls, crashes, echoes and the order of everything else are as they like.
/// </summary>
public sealed class ConvergenceTests
{
    [Fact]
    public void Two_parties_converge_on_the_latest_change() =>
        Converge(new(WithoutLoops(BothWays)) { Changing = [B, C], Echoing = [B, C], FreshContent = true, Prompt = true });

    [Fact]
    public void Three_parties_converge_on_the_latest_change() =>
        Converge(new(WithoutLoops(AllWays)) { Changing = [A, B, C], Echoing = [A, B, C], FreshContent = true, Prompt = true });

    [Fact]
    public void Two_parties_converge_when_one_of_them_is_preferred()
    {
        static LinkRules PreferC(LinkRules link) => link with { Crossing = CrossingRule.Prefer, Preferred = C };
        var rules = new WorldRules(WithoutLoops(Rules(PreferC(Link(B, C)), PreferC(Link(C, B)))))
        {
            Changing = [B, C], Echoing = [B, C], FreshContent = true, Prompt = true, ClearEnds = true,
        };
        Property.Holds(History.WithoutOperators, 200, history => World.Play(rules, history, world => Agree(world, rules)));
    }

    /// <summary>Random histories go back and forth more than people do; parked as loops, there would be nothing left to compare.</summary>
    private static SyncRules WithoutLoops(SyncRules rules) =>
        new(rules.Parties, rules.Links, new(LoopRules.MaxAlternations, TimeSpan.FromTicks(1)));

    private static void Converge(WorldRules rules) =>
        Property.Holds(History.WithoutOperators, 200, history => World.Play(rules, history, world =>
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
        world.RetryWhatFailed();
        foreach (var registration in world.Run.State.Registrations.Values.Where(IsSettled))
            Assert.Single(rules.Changing.Select(p => world.Run.Parties[p][registration.Meeting]).Distinct());
    }

    private static bool IsSettled(Registration registration) => registration.Lanes.All(lane => lane.Value.All(d => d.IsAside));

    /// <summary>
    /// A cancellation that ended without a call told nobody, so an earlier change may stand in its place; and what was
    /// parked once is tried again when its party reports it again, with a later time.
    /// </summary>
    private static bool OnlyTimeDecides(World world, IGrouping<MeetingId, Submission> changes) =>
        IsSettled(world.Run.State[changes.Key])
        && !changes.Any(s => s.Operation is Operation.Cancel)
        && !world.Run.Events.OfType<AccountEvent.DeliveryParked>().Any(e => e.Delivery.Meeting == changes.Key);
}
