namespace ActorSync.Benchmarks.Peers;

/// <summary>A run in which the system was killed half way.</summary>
/// <param name="Figures">Of the whole run.</param>
/// <param name="Recovered">From the kill to the last registration that arrived; zero: all had.</param>
internal sealed record Interrupted(Figures Figures, TimeSpan Recovered);
