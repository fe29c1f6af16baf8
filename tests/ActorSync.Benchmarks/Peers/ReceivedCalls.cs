namespace ActorSync.Benchmarks.Peers;

/// <summary>What the receiver has counted so far.</summary>
/// <param name="All">Calls.</param>
/// <param name="TookOver">Calls that it acted on.</param>
internal readonly record struct ReceivedCalls(long All, long TookOver);
