using System.Text.Json.Serialization;

namespace ActorSync;

/// <summary>Why a delivery is parked. Stored and shown by name, in kebab case.</summary>
[JsonConverter(typeof(NameJson<ParkReason>))]
public enum ParkReason
{
    /// <summary>The main meeting's registration did not get done within the gate timeout; it still releases this one (R8).</summary>
    MainMissing,

    /// <summary>Too many temporary failures (R16).</summary>
    Exhausted,

    /// <summary>The receiver refused it for good (R16).</summary>
    Rejected,

    /// <summary>The same revision was reported with other content (R3).</summary>
    Conflict,

    /// <summary>Changes crossed, and the link says that a person decides (R12d).</summary>
    Crossing,

    /// <summary>Two parties keep changing the registration back and forth (R14).</summary>
    Loop,

    /// <summary>The configuration no longer has the link that this delivery was for.</summary>
    LinkRemoved,
}
