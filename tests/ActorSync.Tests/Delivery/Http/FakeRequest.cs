using System.Text.Json;

namespace ActorSync.Tests;

/// <summary>A request as it stood on the wire.</summary>
internal sealed record FakeRequest(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
