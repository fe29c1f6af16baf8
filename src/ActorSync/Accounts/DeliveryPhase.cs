using System.Text.Json.Serialization;

namespace ActorSync;

/// <summary>What an open delivery waits for.</summary>
[JsonConverter(typeof(NameJson<DeliveryPhase>))]
public enum DeliveryPhase
{
    /// <summary>Its time and its turn, nothing else.</summary>
    Ready,

    /// <summary>Its main meeting's registration (R7).</summary>
    Gated,

    /// <summary>A person or a later event (R11).</summary>
    Parked,
}
