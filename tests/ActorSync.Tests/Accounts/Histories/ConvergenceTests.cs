using FsCheck;
using Xunit;

namespace ActorSync.Tests;

/// <summary>
/// R12d: parties that tell each other everything end up with one content. This holds where clocks agree, and no call lands at a
/// party before the party's own earlier change was reported, or where crossings go by time and reports come in order, no call is
/// acknowledged before; and where no party returns to a content that it held before, or only while nothing is under way: the
/// histories keep to that. Calls, crashes, echoes and the order of everything else are as they like.
/// </summary>
public sealed class ConvergenceTests
{
    [Fact]
    public void Parties_converge_on_the_latest_change() => Converge(Story.Among(CrossingRule.Later, History.WithoutOperators));

    [Fact]
    public void Parties_converge_on_the_latest_change_that_they_report_before_they_answer() => Converge(Story.Among(
        CrossingRule.Later, History.WithoutOperators, world => world with { Promptness = Promptness.BeforeAnswering }));

    [Fact]
    public void Parties_converge_on_the_preferred_change() =>
        Property.Holds(Story.Among(CrossingRule.Prefer, History.WithDecisions, OfTwo), 100, AgreeWhenResolved);

    [Fact]
    public void Parties_converge_on_what_a_person_lets_go() =>
        Property.Holds(Story.Among(CrossingRule.Park, History.WithDecisions, OfTwo), 100, AgreeWhenResolved);

    [Fact]
    public void Two_parties_converge_on_contents_that_come_back() => Property.Holds(
        Story.Among(CrossingRule.Later, History.WithDecisions, world => OfTwo(world) with { FreshContent = false, IsPatient = true }),
        100, AgreeWhenResolved);

    /// <summary>
    /// And whom they tell. Among three, preferences go round in a circle, and a person who lets an earlier change go ends a later one
    /// with the one that crossed both.
    /// </summary>
    private static WorldRules OfTwo(WorldRules world) => world with
    {
        Changing = world.Changing[..2],
        Echoing = world.Changing[..2],
        Sync = new(world.Sync.Parties, world.Sync.Links.Where(l => world.Changing[..2].Contains(l.Link.From)), world.Sync.Loop),
    };

    private static void AgreeWhenResolved(Story story) => World.Play(story.World, story.History, world =>
    {
        world.Resolve(Enum.GetValues<ParkReason>());
        Assert.Empty(world.Run.Open);
        foreach (var meeting in world.Run.State.Registrations.Keys)
            Assert.Single(story.World.Sync.Parties.Select(p => world.Run.Parties[p][meeting]).Distinct());
    });

    private static void Converge(Arbitrary<Story> stories) => Property.Holds(stories, 150, EndWithTheLatest);

    private static void EndWithTheLatest(Story story) => World.Play(story.World, story.History, world =>
    {
        Agree(world, story.World.Sync.Parties);
        foreach (var changes in world.Changes.GroupBy(s => s.Meeting).Where(changes => OnlyTimeDecides(world, changes)))
        {
            var latest = changes.OrderBy(s => s.OccurredAt)
                .ThenByDescending(s => story.World.Sync.Parties.IndexOf(s.Origin))
                .ThenBy(s => s.Revision).Last();
            Assert.Equal(latest.Content, world.Run.Parties[latest.Origin][changes.Key]);
        }
    });

    /// <summary>All hold the same of a registration when nothing of it is parked.</summary>
    private static void Agree(World world, IReadOnlyCollection<PartyId> parties)
    {
        world.Resolve(ParkReason.Rejected, ParkReason.Exhausted);
        foreach (var registration in world.Run.State.Registrations.Values.Where(IsSettled))
            Assert.Single(parties.Select(p => world.Run.Parties[p][registration.Meeting]).Distinct());
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
