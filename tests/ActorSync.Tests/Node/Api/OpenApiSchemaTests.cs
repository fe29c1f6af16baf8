using System.Text.Json;
using System.Text.Json.Nodes;
using ActorSync.Node.Api;
using Xunit;

namespace ActorSync.Tests.Node.Api;

/// <summary>What the description says of bodies, so that a client that was generated from it can speak with the node.</summary>
public sealed class OpenApiSchemaTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private static readonly JsonObject Word = new() { ["by"] = "ann", ["why"] = "w" };
    private readonly RunningNode _node = fixture.Node;

    [Theory]
    [InlineData("SubmissionBody", "id", "origin", "account", "meeting", "operation", "occurredAt")]
    [InlineData("ReceiptBody", "origin", "id", "status", "account", "meeting", "revision", "receivedAt")]
    [InlineData("ActionBody", "by", "why")]
    [InlineData("ManyActionsBody", "action", "by", "why", "filter")]
    [InlineData("ActionsFilter")]
    [InlineData("AccountPage", "account", "version", "registrations", "timeline")]
    [InlineData("ProblemBody", "type", "title", "status")]
    public async Task Only_what_is_always_there_is_required(string schema, params string[] required) =>
        Assert.Equal(
            required,
            ((await Document())["components"]!["schemas"]![schema]!["required"]?.AsArray() ?? []).Select(r => (string)r!));

    [Fact]
    public async Task A_number_is_no_text_and_what_is_left_out_is_not_null()
    {
        foreach (var (schema, form) in (await Document())["components"]!["schemas"]!.AsObject())
            foreach (var (property, value) in form!["properties"]?.AsObject() ?? [])
                Assert.True((value!["type"] is null or JsonValue) && value["oneOf"] is null, $"{schema}.{property}: {value}");
    }

    [Fact]
    public async Task Every_answer_is_as_described()
    {
        var document = await Document();
        _node.C.Answer("described", 422, "no seats");
        var forum = Reports.Forum("described");
        forum["notBefore"] = Some.Time.ToString("O");

        AssertIs(document, "ReceiptBody", await _node.Submit(forum));
        AssertIs(document, "ReceiptBody", await _node.Submit(forum));
        await _node.Submit(Reports.Dinner("described"));
        AssertIs(document, "SubmissionView", await _node.Until("parked", "described-forum-1"));
        AssertIs(document, "SubmissionPage", (await _node.Get("/v1/submissions?limit=1")).Ok());
        AssertIs(document, "AccountPage", (await _node.Get("/v1/accounts/described")).Ok());
        AssertIs(document, "ActionReply", (await _node.Post("/v1/submissions/B/described-forum-1/retry", Word.DeepClone())).Ok());
        var many = Word.DeepClone();
        (many["action"], many["filter"]) = ("retry", new JsonObject { ["account"] = "described" });
        AssertIs(document, "ActionsReply", (await _node.Post("/v1/actions", many)).Ok());
        AssertIs(document, "ProblemBody", (await _node.Post("/v1/submissions", new JsonObject())).Refused(422));
        AssertIs(document, "ProblemBody", (await _node.Get("/v1/accounts/nobody")).Refused(404));
    }

    [Fact]
    public async Task The_words_are_told()
    {
        var document = await Document();

        Assert.Equal(
            [
                "waiting", "gated", "delivering", "retrying", "parked", "done", "unchanged", "superseded",
                "duplicate", "stale", "conflict", "cancelled",
            ],
            Words("SubmissionView", "status"));
        Assert.Equal(["accepted", "duplicate", "stale", "conflict", "unchanged", "superseded"], Words("ReceiptBody", "status"));
        Assert.Equal(["register", "update", "approve", "cancel"], Words("SubmissionBody", "operation"));
        Assert.Equal(["retry", "skip", "release"], Words("ManyActionsBody", "action"));
        Assert.Equal(["wait", "go"], Words("ActionBody", "subs"));

        IEnumerable<string> Words(string schema, string property) =>
            Resolve(document, document["components"]!["schemas"]![schema]!["properties"]![property]!)["enum"]!.AsArray()
                .Select(w => (string)w!);
    }

    [Fact]
    public async Task Every_operation_may_want_a_key_and_says_how_it_is_brought()
    {
        var document = await Document();

        var schemes = document["components"]!["securitySchemes"]!;
        Assert.Equal(("http", "bearer"), ((string?)schemes["bearer"]!["type"], (string?)schemes["bearer"]!["scheme"]));
        Assert.Equal(
            ("apiKey", "header", "X-Api-Key"),
            ((string?)schemes["header"]!["type"], (string?)schemes["header"]!["in"], (string?)schemes["header"]!["name"]));
        Assert.Equal(["bearer", "header", null], document["security"]!.AsArray().Select(s => s!.AsObject().SingleOrDefault().Key));
        foreach (var (path, item) in document["paths"]!.AsObject())
            foreach (var (method, operation) in item!.AsObject())
                Assert.Equal(
                    "#/components/schemas/ProblemBody",
                    (string?)operation!["responses"]!["401"]?["content"]?["application/problem+json"]?["schema"]?["$ref"]
                        ?? $"{method} {path}");
    }

    [Theory]
    [InlineData(typeof(ActionBody), typeof(ActionRequest))]
    [InlineData(typeof(ManyActionsBody), typeof(ActionsRequest))]
    public void What_is_described_is_what_is_read(Type described, Type read) =>
        Assert.Equal(read.GetProperties().Select(p => p.Name), described.GetProperties().Select(p => p.Name));

    private async Task<JsonObject> Document() => (await _node.Get("/openapi.json")).Json;

    private static JsonNode Resolve(JsonObject document, JsonNode schema) =>
        (string?)schema["$ref"] is { } name ? document["components"]!["schemas"]![name.Split('/')[^1]]! : schema;

    private static void AssertIs(JsonObject document, string schema, JsonNode answer) =>
        AssertIs(document, document["components"]!["schemas"]![schema]!, answer, schema);

    private static void AssertIs(JsonObject document, JsonNode schema, JsonNode? value, string place)
    {
        schema = Resolve(document, schema);
        if (schema["type"] is { } type)
            Assert.True(
                KindOf(value) is var kind && ((string?)type == kind || (string?)type is "number" && kind is "integer"),
                $"{place}: expected {type}, found {value}");
        if (schema["enum"] is JsonArray words)
            Assert.True(words.Any(w => (string?)w == (string?)value), $"{place}: expected one of {words}, found {value}");
        foreach (var item in value as JsonArray ?? []) AssertIs(document, schema["items"]!, item, place + "[]");
        if (value is not JsonObject fields || schema["properties"] is not JsonObject known) return;
        foreach (var required in schema["required"]?.AsArray() ?? [])
            Assert.True(fields.ContainsKey((string)required!), $"{place}: {required} is missing");
        foreach (var (name, field) in fields)
        {
            Assert.True(known.ContainsKey(name), $"{place}: {name} is not described");
            AssertIs(document, known[name]!, field, $"{place}.{name}");
        }
    }

    private static string KindOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => $"{value}".Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
