using System.Text.Json.Serialization;
using ActorSync.Node.Api;

namespace ActorSync.Node.Management;

/// <summary>The serializers of what management shows.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReadyView))]
[JsonSerializable(typeof(MembersView))]
[JsonSerializable(typeof(ShardsView))]
[JsonSerializable(typeof(MessageView))]
internal sealed partial class ManagementJson : JsonSerializerContext
{
    /// <summary>With the form of every answer.</summary>
    public static ManagementJson Shown => field ??= new(JsonForm.Of(Default.Options));
}

internal sealed record ReadyView(bool Ready, string Node, IReadOnlyList<CheckView> Checks);

/// <param name="Fault">What is wrong; null while it works.</param>
internal sealed record CheckView(string Name, bool Ok, string? Fault);

internal sealed record MembersView(
    string SelfNode, string Leader, string Oldest, IReadOnlyList<string> Unreachable, IReadOnlyList<MemberView> Members);

internal sealed record MemberView(string Node, string Status, IReadOnlyList<string> Roles);

internal sealed record ShardsView(int Count, IReadOnlyList<NodeShards> Nodes);

internal sealed record NodeShards(string Node, int From, int To);

internal sealed record MessageView(string Message);
