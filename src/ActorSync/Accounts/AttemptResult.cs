using System.Text.Json.Serialization;

namespace ActorSync;

/// <summary>The kinds of result that decide everything downstream (R16).</summary>
[JsonConverter(typeof(NameJson<AttemptResult>))]
public enum AttemptResult
{
    /// <summary>The receiver acknowledged it.</summary>
    Delivered,

    /// <summary>Failed for now, surely without effect: tried again.</summary>
    Temporary,

    /// <summary>Failed for now, perhaps after it took effect: tried again, which the idempotency key makes safe.</summary>
    UnknownEffect,

    /// <summary>Refused for good: parked.</summary>
    Permanent,
}
