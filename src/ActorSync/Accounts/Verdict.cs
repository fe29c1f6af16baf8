using System.Text.Json.Serialization;

namespace ActorSync;

/// <summary>What was made of a submission when it came.</summary>
[JsonConverter(typeof(NameJson<Verdict>))]
public enum Verdict
{
    /// <summary>News: it is on its way.</summary>
    Accepted,

    /// <summary>The same revision and content under another id (R3).</summary>
    Duplicate,

    /// <summary>Older than the newest accepted revision of its origin, or a late echo (R3, R12c).</summary>
    Stale,

    /// <summary>A known revision with other content: parked (R3).</summary>
    Conflict,

    /// <summary>Its reporter was already known to hold it, or is just being sent it (R12b).</summary>
    Unchanged,

    /// <summary>It crossed a change that wins (R12d).</summary>
    Superseded,
}
