using System.Collections.Immutable;

namespace ActorSync;

/// <summary>The parties and links of a deployment, as the account decides by them.</summary>
public sealed class SyncRules
{
    private readonly Dictionary<Link, LinkRules> _byLink;
    private readonly ILookup<PartyId, LinkRules> _byOrigin;

    /// <param name="parties">In the order of the configuration, which breaks ties (R12d).</param>
    /// <param name="links">At most one for each pair of parties and direction.</param>
    /// <param name="loop">The ping-pong breaker.</param>
    public SyncRules(IEnumerable<PartyId> parties, IEnumerable<LinkRules> links, LoopRules loop)
    {
        Parties = [.. parties];
        Links = [.. links];
        Loop = loop;
        _byLink = Links.ToDictionary(l => l.Link);
        _byOrigin = Links.ToLookup(l => l.Link.From);
    }

    public ImmutableArray<PartyId> Parties { get; }

    public ImmutableArray<LinkRules> Links { get; }

    public LoopRules Loop { get; }

    public IEnumerable<LinkRules> From(PartyId origin) => _byOrigin[origin];

    /// <summary>Null when the configuration no longer has the link.</summary>
    public LinkRules? Of(Link link) => _byLink.GetValueOrDefault(link);
}
