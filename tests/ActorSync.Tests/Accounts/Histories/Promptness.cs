namespace ActorSync.Tests;

/// <summary>When a party reports its own change, seen from a call about that registration.</summary>
internal enum Promptness
{
    /// <summary>At any time.</summary>
    None,

    /// <summary>Before a call that it acknowledges ends.</summary>
    BeforeAnswering,

    /// <summary>Before anything else lands there.</summary>
    BeforeLanding,
}
