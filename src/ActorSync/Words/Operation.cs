using System.Text.Json.Serialization;

namespace ActorSync;

/// <summary>What a submission reports. The record itself stands in its data; only <see cref="Cancel"/> changes what is held.</summary>
[JsonConverter(typeof(NameJson<Operation>))]
public enum Operation
{
    Register,
    Update,
    Approve,
    Cancel,
}
