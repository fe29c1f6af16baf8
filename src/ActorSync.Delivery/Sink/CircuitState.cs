namespace ActorSync.Delivering;

/// <summary>
/// <code>
/// Closed ──too many failures──▶ Open ──break over──▶ HalfOpen ──call worked──▶ Closed
///                                 ▲                      │
///                                 └─────call failed──────┘
/// </code>
/// </summary>
public enum CircuitState
{
    /// <summary>Calls go through.</summary>
    Closed,

    /// <summary>No call goes through.</summary>
    Open,

    /// <summary>One call goes through, to see.</summary>
    HalfOpen,
}
