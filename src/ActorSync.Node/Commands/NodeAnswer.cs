using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActorSync.Node.Commands;

/// <summary>A node's answer: its status and JSON, if it was JSON.</summary>
internal sealed record NodeAnswer(int Status, JsonNode? Body)
{
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>Whether it may be another answer soon.</summary>
    public bool IsBusy => Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;

    /// <summary>The body for people.</summary>
    public JsonNode? Shown => Legible.Of(Body);

    /// <summary>A refusal in one line for people.</summary>
    public string Problem
    {
        get
        {
            var said = Shown as JsonObject;
            var errors = (said?["errors"] as JsonArray)?.OfType<JsonObject>().Select(e => $"{e["pointer"]}: {e["detail"]}") ?? [];
            var hint = Status is StatusCodes.Status401Unauthorized
                ? $" Commands take it from the environment variable {CommonOptions.KeyVariable}."
                : "";
            string[] parts = [$"{said?["title"] ?? $"Status {Status}"}", $"{said?["detail"]}{hint}".TrimStart(), .. errors];
            return string.Join("; ", parts.Where(part => part.Length > 0));
        }
    }

    /// <exception cref="JsonException">It is no JSON, or an object of it has a name twice.</exception>
    public static JsonNode? Parse(string text) => JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false });

    public static NodeAnswer Of(HttpResponseMessage response, string text)
    {
        try
        {
            return new((int)response.StatusCode, text.Length == 0 ? null : Parse(text));
        }
        catch (JsonException)
        {
            return new((int)response.StatusCode, null);
        }
    }
}
