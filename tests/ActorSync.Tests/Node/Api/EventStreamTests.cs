using System.Text.Json.Nodes;
using ActorSync.Node.Api;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ActorSync.Tests.Node.Api;

public sealed class EventStreamTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    [Fact]
    public async Task A_listener_hears_what_becomes_durable_as_it_happens()
    {
        using var listener = await Listener.Of(_node, "?account=heard");

        await _node.Submit(Reports.Forum("not-heard"));
        await _node.Submit(Reports.Forum("heard"));

        Assert.Equal("submission-received", (await listener.Next()).Name);
        var (name, data) = await listener.Next();
        Assert.Equal(("delivered", "heard"), (name, (string?)data["account"]));
        Assert.Equal(200, (int)data["detail"]!["attempt"]!["code"]!);
    }

    [Fact]
    public async Task Without_an_account_a_listener_hears_of_all()
    {
        using var listener = await Listener.Of(_node, "");

        await _node.Submit(Reports.Forum("all-1"));
        await _node.Submit(Reports.Forum("all-2"));

        HashSet<string> heard = [];
        while (heard.Count < 2) heard.Add((string)(await listener.Next()).Data["account"]!);
        Assert.Equal(["all-1", "all-2"], heard.Where(a => a.StartsWith("all-", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Data_that_was_written_over_several_lines_is_still_one_event()
    {
        using var listener = await Listener.Of(_node, "?account=lines");
        var report = Reports.Forum("lines").ToJsonString().Replace("\"data\":{", "\"data\":{\n\r\n  ", StringComparison.Ordinal);

        (await _node.Post("/v1/submissions", report)).Ok(202);

        var (_, data) = await listener.Next();
        Assert.Equal("lines 1", (string?)data["detail"]!["submission"]!["data"]!["name"]);
        Assert.Equal("delivered", (await listener.Next()).Name);
    }

    [Theory]
    [InlineData("?account=%20")]
    [InlineData("?account=")]
    [InlineData("?account=a&account=b")]
    [InlineData("?meeting=forum")]
    public async Task A_listener_that_asks_for_what_cannot_be_is_refused(string query) =>
        (await _node.Get("/v1/events" + query)).Refused(400);

    [Fact]
    public async Task A_listener_that_leaves_is_forgotten_without_a_fault()
    {
        for (var i = 0; i < 30; i++)
        {
            using var listener = await Listener.Of(_node, "?account=leaving");
        }
        using var last = await Listener.Of(_node, "?account=leaving");

        await _node.Submit(Reports.Forum("leaving"));

        Assert.Equal("submission-received", (await last.Next()).Name);
        Assert.Empty(_node.Logs.Errors);
    }

    [Fact]
    public async Task One_listener_too_many_is_told_so()
    {
        await using var node = await RunningNode.Start();
        List<Listener> listeners = [];
        for (var i = 0; i < 100; i++) listeners.Add(await Listener.Of(node, ""));

        var refused = await node.Get("/v1/events");

        Assert.Contains("100 listen already", (string?)refused.Refused(429)["detail"], StringComparison.Ordinal);
        Assert.Equal("10", refused.Headers.RetryAfter?.ToString());
        listeners.ForEach(listener => listener.Dispose());
    }

    [Fact]
    public async Task A_listener_that_never_reads_loses_its_place()
    {
        var time = new ManualTime();
        using var events = new EventStream(time);
        using var full = new FullStream();
        var deaf = Enumerable.Range(0, 100)
            .Select(_ => events.Listen(new DefaultHttpContext { Response = { Body = full } }, null)).ToArray();
        var refused = new DefaultHttpContext();
        await events.Listen(refused, null);
        Assert.Equal(429, refused.Response.StatusCode);

        time.Advance(Pace.Patience);
        await Task.WhenAll(deaf).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        var listener = new DefaultHttpContext();
        var listening = events.Listen(listener, null);
        events.End();
        await listening;
        Assert.Equal(200, listener.Response.StatusCode);
    }

    private sealed class Listener(HttpResponseMessage response, StreamReader lines) : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        public static async Task<Listener> Of(RunningNode node, string query)
        {
            var response = await node.Http.GetAsync("/v1/events" + query, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
            var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
            Assert.Equal(": listening", await lines.ReadLineAsync());
            Assert.Equal("", await lines.ReadLineAsync());
            return new(response, lines);
        }

        /// <summary>The next event: its name and its data, by the rules of event streams.</summary>
        public async Task<(string Name, JsonObject Data)> Next()
        {
            var (name, data) = ("", "");
            while (await lines.ReadLineAsync().WaitAsync(Patience, TimeProvider.System) is { } line)
                if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal)) data += (data.Length > 0 ? "\n" : "") + line[6..];
                else if (line.Length == 0 && name.Length > 0) return (name, JsonNode.Parse(data)!.AsObject());
            throw new EndOfStreamException("the stream has ended");
        }

        public void Dispose()
        {
            lines.Dispose();
            response.Dispose();
        }
    }
}
