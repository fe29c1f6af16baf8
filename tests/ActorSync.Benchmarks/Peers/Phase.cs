namespace ActorSync.Benchmarks.Peers;

/// <summary>What is done to each system.</summary>
internal enum Phase
{
    /// <summary>Everything at once.</summary>
    Flood,

    /// <summary>At a steady rate.</summary>
    Pace,

    /// <summary>Killed half way.</summary>
    Kill,
}
