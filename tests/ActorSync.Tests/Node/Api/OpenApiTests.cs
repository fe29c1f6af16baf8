using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace ActorSync.Tests.Node.Api;

public sealed partial class OpenApiTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private const string DocumentPath = "/openapi.json";

    [Fact]
    public async Task Every_route_is_described()
    {
        var document = await Document();

        Assert.StartsWith("3.", (string)document["openapi"]!, StringComparison.Ordinal);
        Assert.Equal("ActorSync", (string?)document["info"]!["title"]);
        Assert.Equal(
            [
                "/v1/accounts/{account} get", "/v1/actions post", "/v1/events get", "/v1/submissions get", "/v1/submissions post",
                "/v1/submissions/{origin}/{id} get", "/v1/submissions/{origin}/{id}/edit post",
                "/v1/submissions/{origin}/{id}/release post", "/v1/submissions/{origin}/{id}/retry post",
                "/v1/submissions/{origin}/{id}/skip post",
            ],
            Operations(document).Select(o => $"{o.Path} {o.Method}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_parameter_of_a_path_is_declared()
    {
        foreach (var (path, method, operation) in Operations(await Document()))
        {
            var declared = Parameters(operation, "path").ToList();
            Assert.True(
                Placeholder().Matches(path).Select(m => m.Groups[1].Value).SequenceEqual(declared),
                $"{method} {path}: {string.Join(", ", declared)}");
        }
    }

    [Fact]
    public async Task Every_question_of_the_list_is_declared()
    {
        var operations = Operations(await Document()).ToDictionary(o => $"{o.Method} {o.Path}", o => o.Operation);

        Assert.Equal(
            ["account", "cursor", "from", "limit", "meeting", "party", "status", "to"],
            Parameters(operations["get /v1/submissions"], "query").Order());
        Assert.Equal(["after"], Parameters(operations["get /v1/accounts/{account}"], "query"));
        Assert.Equal(["account"], Parameters(operations["get /v1/events"], "query"));
    }

    [Fact]
    public async Task Every_answer_says_in_which_form_it_comes()
    {
        foreach (var (path, method, operation) in Operations(await Document()))
            foreach (var (status, response) in operation["responses"]!.AsObject())
                Assert.True(response!["content"] is JsonObject { Count: > 0 }, $"{method} {path}: {status}");
    }

    [Fact]
    public async Task Whatever_reads_a_body_says_that_its_sender_may_be_too_slow()
    {
        foreach (var (path, method, operation) in Operations(await Document()))
            Assert.True(operation["requestBody"] is not null == operation["responses"]!.AsObject().ContainsKey("408"), $"{method} {path}");
    }

    [Fact]
    public async Task Every_field_of_an_action_on_many_is_described()
    {
        var action = (await Document())["components"]!["schemas"]!["ManyActionsBody"]!["properties"]!.AsObject();

        Assert.Equal(["action", "by", "filter", "limit", "subs", "to", "why"], action.Select(field => field.Key).Order());
    }

    [Fact]
    public async Task Every_reference_leads_to_a_schema_and_every_operation_has_its_own_id()
    {
        var document = await Document();

        foreach (var reference in Reference().Matches(document.ToJsonString()).Select(m => m.Groups[1].Value))
            Assert.True(document["components"]!["schemas"]!.AsObject().ContainsKey(reference), reference);
        var ids = Operations(document).Select(o => (string?)o.Operation["operationId"]).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task The_readme_has_every_call_and_none_that_is_not_there()
    {
        var described = Operations(await Document())
            .ToDictionary(o => $"{o.Method.ToUpperInvariant()} {o.Path}", o => Parameters(o.Operation, "query"));
        var told = CallsOfReadme().Select(call => call.Split('?')).ToList();

        Assert.Equal(
            described.Keys.Append($"GET {DocumentPath}").Order(StringComparer.Ordinal),
            told.Select(call => call[0]).Order(StringComparer.Ordinal));
        foreach (var call in told.Where(call => call.Length > 1))
            Assert.Equal(described[call[0]].Order(), call[1].Split('&').Select(question => question.TrimEnd('=')).Order());
    }

    private async Task<JsonObject> Document() => (await fixture.Node.Get(DocumentPath)).Ok();

    /// <summary>
    /// The first column of its table of calls; an action that only ends otherwise than the one before it stands there by its end.
    /// </summary>
    private static IEnumerable<string> CallsOfReadme() =>
        from row in File.ReadLines(Repository.At("README.md")).Select(line => Row().Match(line))
        where row.Success
        let first = row.Groups["call"].Value
        from call in row.Groups["end"].Captures.Select(end => first[..first.LastIndexOf('/')] + end.Value).Prepend(first)
        select call;

    private static IEnumerable<(string Path, string Method, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value!.AsObject());

    private static IEnumerable<string> Parameters(JsonObject operation, string place) =>
        (operation["parameters"]?.AsArray() ?? []).Where(p => (string?)p!["in"] == place).Select(p => (string)p!["name"]!);

    [GeneratedRegex(@"^\| `(?<call>[A-Z]+ /[^`]+)`(, `(?<end>/[^`]+)`)* \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"#/components/schemas/(\w+)")]
    private static partial Regex Reference();
}
