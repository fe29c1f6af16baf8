using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace ActorSync.Tests.Node.Management;

public sealed partial class ManagementTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    [Fact]
    public async Task A_node_that_runs_is_alive_and_ready()
    {
        var alive = await Get("/alive");
        var ready = (await Get("/ready")).Ok();

        Assert.Equal((200, "text/plain", "OK"), (alive.Status, alive.Type, alive.Text));
        Assert.Equal((true, "node-1"), ((bool)ready["ready"]!, (string?)ready["node"]));
        Assert.Equal(
            ["the store", "the store's answers", "the ownership of the shards", "the delay queue", "party B", "party C"],
            ready["checks"]!.AsArray().Select(c => (string?)c!["name"]));
        Assert.All(ready["checks"]!.AsArray(), c => Assert.True((bool)c!["ok"]!, $"{c}"));
    }

    [Theory]
    [InlineData("/alive")]
    [InlineData("/ready")]
    public async Task A_probe_may_ask_for_the_status_alone(string path)
    {
        using var answer = await _node.Management.SendAsync(new(HttpMethod.Head, path));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Members_and_shards_are_told_as_cluster_tools_expect()
    {
        var members = (await Get("/cluster/members")).Ok();
        var shards = (await Get("/cluster/shards")).Ok();

        Assert.Equal(
            ("node-1", "node-1", "node-1"),
            ((string?)members["selfNode"], (string?)members["leader"], (string?)members["oldest"]));
        Assert.Empty(members["unreachable"]!.AsArray());
        Assert.Equal(("node-1", "Up"), ((string?)members["members"]![0]!["node"], (string?)members["members"]![0]!["status"]));
        Assert.Equal(4, (int)shards["count"]!);
        Assert.Equal(
            ("node-1", 0, 3),
            ((string?)shards["nodes"]![0]!["node"], (int)shards["nodes"]![0]!["from"]!, (int)shards["nodes"]![0]!["to"]!));
    }

    [Fact]
    public async Task Metrics_are_in_the_text_form_of_Prometheus_and_count_what_happens()
    {
        await _node.Submit(Reports.Forum("measured"));
        await _node.Until("done", "measured-forum-1");
        foreach (var client in new[] { _node.Http, _node.Management })
            (await HttpAnswer.Of(await client.GetAsync("/nothing"))).Refused(404);

        var answer = await Get("/metrics");

        Assert.Equal((200, "text/plain"), (answer.Status, answer.Type));
        Assert.EndsWith("\n", answer.Text, StringComparison.Ordinal);
        AssertPrometheus(answer.Text);
        var values = Values(answer.Text);
        Assert.True(values["""actorsync_submissions_total{origin="B",verdict="accepted"}"""] >= 1);
        Assert.True(values["""actorsync_outcomes_total{party="C",outcome="done"}"""] >= 1);
        Assert.True(values["""actorsync_attempts_total{party="C",result="delivered"}"""] >= 1);
        Assert.True(values["""actorsync_attempt_duration_seconds_count{party="C"}"""] >= 1);
        Assert.Contains("actorsync_mailbox", values.Keys);
        Assert.Contains("actorsync_calls", values.Keys);
        Assert.Contains(values.Keys, k => k.StartsWith("dotnet_", StringComparison.Ordinal));
        Assert.Contains(values.Keys, k => k.StartsWith("http_server_request_duration_seconds", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PUT", "/cluster/members/node-2?operation=leave", null, null, 404)]
    [InlineData("PUT", "/cluster/members/node-1?operation=explode", null, null, 400)]
    [InlineData("PUT", "/cluster/members/node-1", null, null, 400)]
    [InlineData("PUT", "/cluster/members/node-1", "application/x-www-form-urlencoded", "operation=stay", 400)]
    [InlineData("PUT", "/cluster/members/node-1", "multipart/form-data", "x", 400)]
    [InlineData("PUT", "/cluster/members/node-1", "multipart/form-data; boundary=x", "no part", 400)]
    [InlineData("PUT", "/cluster/members/node-1", "application/x-www-form-urlencoded; charset=utf-7", "operation=stay", 415)]
    [InlineData("PUT", "/cluster/members/node-1", "application/x-www-form-urlencoded; charset=nonsense", "operation=stay", 400)]
    [InlineData("PUT", "/cluster/members/node-1", "multipart/form-data; boundary=x", "PART", 415)]
    [InlineData("PUT", "/cluster/members/node-1", "application/x-www-form-urlencoded", "MANY", 400)]
    [InlineData("PUT", "/cluster/members/node-1", "application/x-www-form-urlencoded", "LONG", 413)]
    [InlineData("GET", "/cluster/members/node-1", null, null, 405)]
    [InlineData("POST", "/ready", null, null, 405)]
    [InlineData("GET", "/v1/submissions", null, null, 404)]
    public async Task What_management_does_not_know_is_refused(string method, string path, string? type, string? body, int status)
    {
        body = body switch
        {
            "MANY" => string.Concat(Enumerable.Range(0, 1500).Select(i => $"{i}=&")),
            "LONG" => new('x', 3_000_000),
            "PART" => "--x\r\nContent-Disposition: form-data; name=operation\r\n"
                + "Content-Type: text/plain; charset=utf-7\r\n\r\nstay\r\n--x--",
            _ => body,
        };
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        try
        {
            Assert.Equal(status, (await HttpAnswer.Of(await _node.Management.SendAsync(request))).Status);
        }
        catch (HttpRequestException) when (status == 413)
        {
            // The connection was closed before all of it was sent.
        }
        Assert.False(_node.Host.Leaving.IsCompleted);
        Assert.Empty(_node.Logs.Errors);
    }

    [Theory]
    [InlineData("leave", true)]
    [InlineData("Down", false)]
    public async Task A_node_that_is_told_to_leave_asks_to_be_stopped(string operation, bool isForm)
    {
        await using var node = await RunningNode.Start();
        using var form = new FormUrlEncodedContent([new("operation", operation)]);

        var path = "/cluster/members/node-1" + (isForm ? "" : $"?operation={operation}");
        var answer = await HttpAnswer.Of(await node.Management.PutAsync(path, isForm ? form : null));

        Assert.Equal("Leaving node-1", (string?)answer.Ok()["message"]);
        await node.Host.Leaving.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        var members = JsonNode.Parse(await node.Management.GetStringAsync("/cluster/members"))!;
        Assert.Equal("Leaving", (string?)members["members"]![0]!["status"]);
    }

    [Fact]
    public async Task A_name_may_hold_whatever_an_address_must_escape()
    {
        await using var node = await RunningNode.Start("node.name=\"dc1/node 2%é\"");

        var answer = await HttpAnswer.Of(
            await node.Management.PutAsync($"/cluster/members/{Uri.EscapeDataString("dc1/node 2%é")}?operation=leave", null));

        Assert.Equal("Leaving dc1/node 2%é", (string?)answer.Ok()["message"]);
    }

    private async Task<HttpAnswer> Get(string path) => await HttpAnswer.Of(await _node.Management.GetAsync(path));

    /// <summary>Every line is a comment or a sample, every family is told once and before its samples, and no series comes twice.</summary>
    private static void AssertPrometheus(string text)
    {
        HashSet<string> families = [], series = [];
        var family = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.StartsWith("# HELP ", StringComparison.Ordinal)) Assert.True(families.Add(family = line.Split(' ')[2]), line);
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal)) Assert.Equal(family, line.Split(' ')[2]);
            else
            {
                Assert.True(Sample().IsMatch(line), line);
                Assert.StartsWith(family, line, StringComparison.Ordinal);
                Assert.True(series.Add(line[..line.LastIndexOf(' ')]), line);
            }
    }

    private static Dictionary<string, double> Values(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#')
            .ToDictionary(l => l[..l.LastIndexOf(' ')], l => double.Parse(
                l[(l.LastIndexOf(' ') + 1)..].Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture));

    [GeneratedRegex("""^[a-zA-Z_:][a-zA-Z0-9_:]*(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\.)*",?)+\})?"""
        + """ (-?[0-9.]+(E[+-]?[0-9]+)?|[+-]Inf|NaN)$""")]
    private static partial Regex Sample();
}
