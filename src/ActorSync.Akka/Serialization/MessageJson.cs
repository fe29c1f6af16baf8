using System.Text.Json.Serialization;

namespace ActorSync.Actors;

/// <summary>The serializers of what travels between nodes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Told<AccountCommand.Submit>))]
[JsonSerializable(typeof(Told<AccountCommand.Retry>))]
[JsonSerializable(typeof(Told<AccountCommand.Skip>))]
[JsonSerializable(typeof(Told<AccountCommand.Release>))]
[JsonSerializable(typeof(Told<AccountCommand.Edit>))]
[JsonSerializable(typeof(ToAccount.Read))]
[JsonSerializable(typeof(ToAccount.Wake))]
[JsonSerializable(typeof(WakeStored))]
[JsonSerializable(typeof(LookAtEverything))]
[JsonSerializable(typeof(AccountReply.Busy))]
[JsonSerializable(typeof(Answer.Received))]
[JsonSerializable(typeof(Answer.IdTaken))]
[JsonSerializable(typeof(Answer.Acted))]
[JsonSerializable(typeof(Answer.NotActed))]
[JsonSerializable(typeof(SentView))]
internal sealed partial class MessageJson : JsonSerializerContext;

/// <summary>A command on its way.</summary>
internal sealed record Told<T>(AccountId Account, T Command) where T : AccountCommand;

/// <summary>An account's state on its way.</summary>
/// <param name="State">A <see cref="Snapshot"/>.</param>
/// <param name="InFlight">What is being called.</param>
internal sealed record SentView(byte[] State, IReadOnlyList<Delivery> InFlight);
