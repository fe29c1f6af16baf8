using System.Text.Json.Serialization;

namespace ActorSync.Node.Api;

/// <summary>The serializers of what the API shows.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SubmissionView))]
[JsonSerializable(typeof(SubmissionPage))]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(ActionReply))]
[JsonSerializable(typeof(ActionsReply))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>With the form of every answer.</summary>
    public static ApiJson Shown => field ??= new(JsonForm.Of(Default.Options));
}
