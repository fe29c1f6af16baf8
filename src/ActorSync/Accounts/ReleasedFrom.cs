using System.Text.Json.Serialization;

namespace ActorSync;

/// <summary>The wait that an operator's release ends: that one and no other. Stored by name.</summary>
[JsonConverter(typeof(NameJson<ReleasedFrom>))]
public enum ReleasedFrom
{
    /// <summary>Its main meeting's registration: it goes without, and at once.</summary>
    Gate,

    /// <summary>Its time: the hold, `notBefore` or the next attempt (R8a, R16).</summary>
    Time,

    /// <summary>A person's decision (R3, R12d, R14): its gate and its time still count.</summary>
    Decision,
}
