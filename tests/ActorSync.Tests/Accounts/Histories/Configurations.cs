using System.Collections.Immutable;

namespace ActorSync.Tests;

/// <summary>What a configuration is changed into between two processes.</summary>
internal static class Configurations
{
    /// <param name="all">With every link that there may be.</param>
    /// <param name="now">What is changed.</param>
    /// <param name="choice">Which way.</param>
    public static SyncRules Other(SyncRules all, SyncRules now, int choice)
    {
        var (links, i) = (now.Links, choice / 6 % Math.Max(1, now.Links.Length));
        var missing = all.Links.Where(l => now.Of(l.Link) is null).ToImmutableArray();
        return (choice % 6) switch
        {
            0 => new(now.Parties.Reverse(), links, now.Loop),
            1 when missing.Length > 0 => new(now.Parties, links.Add(missing[0]), now.Loop),
            2 when links.Length > 1 => new(now.Parties, links.RemoveAt(i), now.Loop),
            3 => With(l => l with { MainFirst = !l.MainFirst }),
            4 => With(l => l with { Hold = l.Hold == TimeSpan.Zero ? TimeSpan.FromSeconds(3) : TimeSpan.Zero }),
            5 => With(l => l with { Crossing = l.Crossing is CrossingRule.Park ? CrossingRule.Later : CrossingRule.Park }),
            _ => now,
        };

        SyncRules With(Func<LinkRules, LinkRules> change) => new(now.Parties, links.SetItem(i, change(links[i])), now.Loop);
    }
}
