using System.Text.Json.Serialization;

namespace ActorSync;

/// <summary>
/// The serializers of everything that is stored as JSON. Converters stand at the types: with one among these options, every event
/// would take the slower way.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(AccountEvent.SubmissionReceived))]
[JsonSerializable(typeof(AccountEvent.Delivered))]
[JsonSerializable(typeof(AccountEvent.AttemptFailed))]
[JsonSerializable(typeof(AccountEvent.DeliveryRenewed))]
[JsonSerializable(typeof(AccountEvent.DeliveryParked))]
[JsonSerializable(typeof(AccountEvent.DeliverySuperseded))]
[JsonSerializable(typeof(AccountEvent.DeliveryUnchanged))]
[JsonSerializable(typeof(AccountEvent.DeliveryConfirmed))]
[JsonSerializable(typeof(AccountEvent.DeliveryCancelled))]
[JsonSerializable(typeof(AccountEvent.GateClosed))]
[JsonSerializable(typeof(AccountEvent.GateOpened))]
[JsonSerializable(typeof(AccountEvent.GateStillClosed))]
[JsonSerializable(typeof(AccountEvent.DeliveriesRecovered))]
[JsonSerializable(typeof(AccountEvent.DeliveryRetried))]
[JsonSerializable(typeof(AccountEvent.DeliverySkipped))]
[JsonSerializable(typeof(AccountEvent.DeliveryReleased))]
[JsonSerializable(typeof(AccountEvent.DeliveryEdited))]
[JsonSerializable(typeof(Snapshot))]
internal sealed partial class StoredJson : JsonSerializerContext;
