using System.Collections.Immutable;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests.Simulation;

/// <summary>Draws the links and their rules.</summary>
internal static class RuleDrawing
{
    private static readonly ImmutableArray<PartyId> All = [A, B, C];

    public static SyncRules Draw(Dice dice, Profile profile, ImmutableArray<PartyId> changing)
    {
        var links = profile switch
        {
            Profile.OneWay => dice.Pick<Link[]>([new(B, C), new(C, B)], [new(B, C), new(C, B), new(B, A)], [new(B, C)]),
            Profile.Converging => Every(changing),
            _ => Some(dice),
        };
        var loop = profile is Profile.Converging
            ? new LoopRules(LoopRules.MaxAlternations, TimeSpan.FromTicks(1))
            : new(dice.Pick(2, 4, 6), TimeSpan.FromSeconds(dice.Pick(5, 60)));
        return new(All, links.Select(l => Rules(dice, profile, l)), loop);
    }

    private static Link[] Every(ImmutableArray<PartyId> parties) =>
        [.. from a in parties from b in parties where a != b select new Link(a, b)];

    private static Link[] Some(Dice dice)
    {
        Link[] some = [.. Every(All).Where(_ => dice.Chance(0.6))];
        return some.Length > 0 ? some : [new(B, C)];
    }

    private static LinkRules Rules(Dice dice, Profile profile, Link link)
    {
        var crossing = profile is Profile.Wild
            ? dice.Pick(CrossingRule.Later, CrossingRule.Later, CrossingRule.Prefer, CrossingRule.Park)
            : CrossingRule.Later;
        return new(link)
        {
            MainFirst = dice.Chance(0.9),
            SubDelay = TimeSpan.FromSeconds(dice.Pick(1, 5)),
            GateTimeout = TimeSpan.FromSeconds(dice.Pick(3, 30, 60)),
            Hold = TimeSpan.FromSeconds(dice.Pick(0, 0, 2)),
            MaxAttempts = dice.Pick(1, 3, 6),
            BackOff = new(TimeSpan.FromMilliseconds(dice.Pick(100, 1000)), TimeSpan.FromSeconds(dice.Pick(2, 8))),
            Crossing = crossing,
            Preferred = crossing is CrossingRule.Prefer ? dice.Pick(link.From, link.To) : null,
        };
    }
}
