using System.Text.Json.Serialization;

namespace ActorSync.Node.Simulation;

/// <summary>What a token endpoint answers (RFC 6749, 5.1).</summary>
internal sealed record IssuedTokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] long ExpiresIn);
