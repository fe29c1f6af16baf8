using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>A random world and what happens there, shrunk by leaving steps out.</summary>
internal sealed record Story(WorldRules World, History History)
{
    private static readonly PartyId D = PartyId.Parse("D");
    private static readonly PartyId[] All = [A, B, C, D];

    /// <summary>Two to four parties, links between any of them, every rule there is.</summary>
    public static Arbitrary<Story> Anything { get; } = Of(
        from n in Gen.Choose(2, 4)
        from links in Each(Pairs(All[..n], All[..n]).Select(pair => Rules(pair, AnyCrossing(pair))))
        from missing in Gen.Choose(0, 999)
        from echoing in Gen.Choose(0, n)
        from meetings in Meetings
        let some = links.Where((_, i) => missing / (i + 1) % 3 > 0).DefaultIfEmpty(links[0])
        select new WorldRules(new(All[..n], some, new(4, TimeSpan.FromSeconds(60))))
        {
            Changing = [.. All[..n]], Echoing = [.. All[..echoing]], Meetings = meetings,
        }, History.Wild);

    /// <summary>
    /// Two to four parties that tell each other everything, and perhaps one that is only told, with one way to settle crossings.
    /// </summary>
    public static Arbitrary<Story> Among(
        CrossingRule crossing, Arbitrary<History> histories, Func<WorldRules, WorldRules>? restrict = null) => Of(
        from n in Gen.Choose(2, 4)
        from all in Gen.Choose(n, 4)
        from reversed in Gen.Elements(false, true)
        from meetings in Meetings
        from links in Each(Pairs(All[..n], All[..all]).Select(pair => Rules(pair, Gen.Constant((crossing, (PartyId?)First(pair))))))
        let parties = reversed ? All[..all].Reverse() : All[..all]
        select (restrict ?? (w => w))(new(new(parties, links, new(LoopRules.MaxAlternations, TimeSpan.FromTicks(1))))
        {
            Changing = [.. All[..n]], Echoing = [.. All[..all]], Meetings = meetings,
            FreshContent = true, Promptness = Promptness.BeforeLanding,
        }), histories);

    public override string ToString() => $"{World}: {History}";

    private static Arbitrary<Story> Of(Gen<WorldRules> worlds, Arbitrary<History> histories) => Arb.From(
        from world in worlds from history in histories.Generator select new Story(world, history),
        story => History.Shorter(story.History).Select(shorter => story with { History = shorter }));

    private static Gen<LinkRules> Rules(Link link, Gen<(CrossingRule Rule, PartyId? Preferred)> crossings) =>
        from crossing in crossings
        from mainFirst in Gen.Choose(0, 5)
        from hold in Gen.Elements(0, 0, 2)
        from attempts in Gen.Elements(1, 3, 3)
        select Some.Link(link.From, link.To) with
        {
            MainFirst = mainFirst > 0, Hold = TimeSpan.FromSeconds(hold), MaxAttempts = attempts,
            Crossing = crossing.Rule, Preferred = crossing.Rule is CrossingRule.Prefer ? crossing.Preferred : null,
        };

    private static Gen<(CrossingRule, PartyId?)> AnyCrossing(Link link) =>
        from rule in Gen.Elements(CrossingRule.Later, CrossingRule.Prefer, CrossingRule.Park)
        from preferred in Gen.Elements(link.From, link.To)
        select (rule, (PartyId?)preferred);

    /// <summary>The fewer, the more happens to each.</summary>
    private static Gen<ImmutableArray<MeetingId>> Meetings =>
        Gen.Elements<ImmutableArray<MeetingId>>([Forum], [Forum, Dinner], [Forum, Dinner, Visit, Summit]);

    private static PartyId First(Link link) => string.CompareOrdinal(link.From.Value, link.To.Value) < 0 ? link.From : link.To;

    private static IEnumerable<Link> Pairs(PartyId[] from, PartyId[] to) => from a in @from from b in to where a != b select new Link(a, b);

    private static Gen<ImmutableList<T>> Each<T>(IEnumerable<Gen<T>> gens) => gens.Aggregate(
        Gen.Constant(ImmutableList<T>.Empty), (all, gen) => from list in all from one in gen select list.Add(one));
}
