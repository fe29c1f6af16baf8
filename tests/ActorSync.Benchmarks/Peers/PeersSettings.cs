namespace ActorSync.Benchmarks.Peers;

/// <summary>What the comparison does.</summary>
internal sealed record PeersSettings
{
    /// <summary>Accounts of a flood and of a kill; 14 registrations for each 5, reported in 20 submissions.</summary>
    public required int Accounts { get; init; }

    /// <summary>Interleaved floods; the medians count.</summary>
    public required int Rounds { get; init; }

    /// <summary>Floods before everything that do not count: a system runs for months, its compiler for a minute.</summary>
    public required int WarmUp { get; init; }

    public required IReadOnlyList<Phase> Phases { get; init; }

    /// <summary>Submissions a second of the paced phase.</summary>
    public required int Pace { get; init; }

    public required int Seed { get; init; }
}
