namespace ActorSync.Tests.Simulation;

/// <summary>What kind of world it is: the fewer its liberties, the more has to hold at its end.</summary>
internal enum Profile
{
    /// <summary>One party changes, the others take over and echo: every receiver ends up with the newest, and no echo goes round.</summary>
    OneWay,

    /// <summary>
    /// Parties tell each other everything, with clocks that agree and contents that never come back: all end up with one content.
    /// </summary>
    Converging,

    /// <summary>
    /// Everything else at once: operators, skewed clocks, contents that come and go, links in any direction, two processes.
    /// </summary>
    Wild,
}
