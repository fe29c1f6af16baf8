using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Xunit;

namespace ActorSync.Tests.Node;

/// <summary>What a node answered.</summary>
internal sealed record HttpAnswer(int Status, string? Type, HttpResponseHeaders Headers, string Text)
{
    private const string ProblemType = "application/problem+json";

    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public IEnumerable<string?> Pointers => Json["errors"]!.AsArray().Select(e => (string?)e!["pointer"]);

    public static async Task<HttpAnswer> Of(HttpResponseMessage response)
    {
        using (response)
            return new(
                (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers,
                await response.Content.ReadAsStringAsync());
    }

    /// <summary>Asserts that this is a refusal as problem details.</summary>
    public JsonObject Refused(int status)
    {
        Assert.True(status == Status, $"expected {status}, found {Status}: {Text}");
        Assert.Equal(ProblemType, Type);
        var problem = Json;
        Assert.Equal(status, (int)problem["status"]!);
        Assert.NotEqual("", (string)problem["title"]!);
        return problem;
    }

    public JsonObject Ok(int status = 200)
    {
        Assert.True(status == Status, $"expected {status}, found {Status}: {Text}");
        Assert.Equal("application/json", Type);
        return Json;
    }
}
