namespace ActorSync;

/// <summary>Where a submission is (rule R19). Stored and shown by name, in lower case.</summary>
/// <remarks>
/// <code>
/// received ─┬─▶ waiting ◀──▶ gated          (time; main registration)
///           │      │            │
///           │      ▼            ▼
///           │  delivering ──▶ retrying ──▶ parked ──▶ waiting   (operator, newer revision, main done)
///           │      │            │            │
///           ▼      ▼            ▼            ▼
///   duplicate · stale · conflict · unchanged · superseded · cancelled · done
/// </code>
/// </remarks>
public enum Status
{
    /// <summary>Accepted; waits for its time or its turn.</summary>
    Waiting,

    /// <summary>A sub-meeting registration whose main meeting's registration is not done at the receiver (R7).</summary>
    Gated,

    /// <summary>Its call is under way. Never stored: after a crash the delivery is simply due again.</summary>
    Delivering,

    /// <summary>An attempt failed for now; the next one has a time (R16).</summary>
    Retrying,

    /// <summary>Taken out of the flow with a reason, for a person or a later event to release.</summary>
    Parked,

    /// <summary>The receiver holds it.</summary>
    Done,

    /// <summary>Nothing to do: the receiver, or the reporter, was known to hold this content (R12).</summary>
    Unchanged,

    /// <summary>A newer revision, or the other side of a crossing, took its place (R10, R12d).</summary>
    Superseded,

    /// <summary>Reported before, with the same content (R2, R3).</summary>
    Duplicate,

    /// <summary>Older than what its origin reported before, or the late echo of something sent to it (R3, R12c).</summary>
    Stale,

    /// <summary>The revision is known with other content; parked for a person (R3).</summary>
    Conflict,

    /// <summary>Ended without a call: cancelled before any attempt (R10), or skipped by an operator (R21).</summary>
    Cancelled,
}
