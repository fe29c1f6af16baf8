using System.Text.Json.Serialization;

namespace ActorSync.Node.Api;

/// <summary>The serializers of what the API shows and reads.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SubmissionView))]
[JsonSerializable(typeof(SubmissionPage))]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(ActionRequest))]
[JsonSerializable(typeof(ActionsRequest))]
[JsonSerializable(typeof(ActionReply))]
[JsonSerializable(typeof(ActionsReply))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>With the form of every answer.</summary>
    public static ApiJson Shown => field ??= new(JsonForm.Of(Default.Options));
}
