namespace ActorSync.Node.Simulation;

/// <summary>Something that a sender did wrong.</summary>
/// <param name="Call">Number of the call.</param>
/// <param name="Detail">What was expected, and what was found.</param>
public sealed record Violation(
    ViolationKind Kind, long Call, DateTimeOffset At, string Account, string Meeting, string? Key, string Detail);
