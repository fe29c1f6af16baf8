using System.Collections.Immutable;

namespace ActorSync.Tests;

/// <summary>What the parties of a <see cref="World"/> do.</summary>
internal sealed record WorldRules(SyncRules Sync)
{
    /// <summary>Who changes registrations by itself.</summary>
    public required ImmutableArray<PartyId> Changing { get; init; }

    /// <summary>Who reports what it took over.</summary>
    public ImmutableArray<PartyId> Echoing { get; init; } = [];

    /// <summary>Every change brings content that nobody held before; else contents come back, and cancellations many times.</summary>
    public bool FreshContent { get; init; }

    /// <summary>A party's own change is reported before anything else lands there, and time passes between the two.</summary>
    public bool Prompt { get; init; }

    /// <summary>A call takes effect exactly when it ends well: no end is ever in doubt.</summary>
    public bool ClearEnds { get; init; }
}
