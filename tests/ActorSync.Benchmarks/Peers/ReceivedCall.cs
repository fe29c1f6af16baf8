namespace ActorSync.Benchmarks.Peers;

/// <summary>A call that the receiver acted on.</summary>
internal readonly record struct ReceivedCall(string Account, string Meeting, long Revision, DateTimeOffset At);
