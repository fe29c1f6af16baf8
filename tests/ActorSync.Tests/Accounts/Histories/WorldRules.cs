using System.Collections.Immutable;

namespace ActorSync.Tests;

/// <summary>What the parties of a <see cref="World"/> do.</summary>
internal sealed record WorldRules(SyncRules Sync)
{
    /// <summary>Who changes registrations by itself.</summary>
    public required ImmutableArray<PartyId> Changing { get; init; }

    /// <summary>What they have registrations for.</summary>
    public ImmutableArray<MeetingId> Meetings { get; init; } = [Some.Forum, Some.Dinner, Some.Visit, Some.Summit];

    /// <summary>Who reports what it took over.</summary>
    public ImmutableArray<PartyId> Echoing { get; init; } = [];

    /// <summary>Every change brings content that nobody held before; else contents come back, and cancellations many times.</summary>
    public bool FreshContent { get; init; }

    /// <summary>When a party reports its own change, seen from a call about that registration.</summary>
    public Promptness Promptness { get; init; }

    /// <summary>A party changes nothing while it is called about it or has a report of it on the way.</summary>
    public bool IsPatient { get; init; }

    public override string ToString() =>
        $"{string.Join(',', Sync.Parties)}; {string.Join(',', Changing)} change; {string.Join(',', Echoing)} echo; "
            + string.Join("; ", Sync.Links.Select(Tell));

    private static string Tell(LinkRules l) =>
        $"{l.Link} {l.Crossing} {l.Preferred} hold {l.Hold} main-first {l.MainFirst} attempts {l.MaxAttempts}";
}
