namespace ActorSync.Tests.Simulation;

/// <summary>How a call to a party goes.</summary>
internal enum CallKind
{
    /// <summary>Taken over and acknowledged.</summary>
    Fine,

    /// <summary>Refused for now, without effect.</summary>
    Unavailable,

    /// <summary>Refused for now, with a time after which to come back.</summary>
    TooMany,

    /// <summary>Refused for good, without effect.</summary>
    Rejected,

    /// <summary>Taken over; then the connection is cut.</summary>
    CutAfter,

    /// <summary>The connection is cut before anything happened.</summary>
    CutBefore,

    /// <summary>Taken over, and never answered.</summary>
    HangAfter,

    /// <summary>Never answered, and without effect.</summary>
    HangBefore,

    /// <summary>Never answered; taken over much later, unless a later call about the registration comes before.</summary>
    Late,
}
