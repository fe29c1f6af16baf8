using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ActorSync.Node.Configuration;
using ActorSync.Node.Hosting;
using ActorSync.Tests.Storage;

namespace ActorSync.Tests.Node;

/// <summary>A node in this process, on free ports and a store of its own, between two parties that do as a test says.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryFolder _folder = new();

    private RunningNode()
    {
    }

    public NodeHost Host { get; private set; } = null!;

    public ScriptedParty B { get; } = new();

    public ScriptedParty C { get; } = new();

    public CapturedLogs Logs { get; } = new();

    /// <summary>A client of the API.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>A client of management.</summary>
    public HttpClient Management { get; private set; } = null!;

    /// <summary>The file of its store.</summary>
    public string Store => _folder.File("node.db");

    /// <param name="overrides">Configuration, `key=value`, over that of most tests.</param>
    public static async Task<RunningNode> Start(params string[] overrides)
    {
        var node = new RunningNode();
        await node.Begin(overrides);
        return node;
    }

    /// <summary>Stops it, and starts it again over the same store.</summary>
    public async Task Restart(params string[] overrides)
    {
        await Host.DisposeAsync();
        Http.Dispose();
        Management.Dispose();
        await Begin(overrides);
    }

    public async Task<HttpAnswer> Get(string path) => await HttpAnswer.Of(await Http.GetAsync(path));

    public Task<HttpAnswer> Post(string path, JsonNode body) => Post(path, Encoding.UTF8.GetBytes(body.ToJsonString()));

    public Task<HttpAnswer> Post(string path, string body) => Post(path, Encoding.UTF8.GetBytes(body));

    public async Task<HttpAnswer> Post(string path, byte[] body, string type = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await HttpAnswer.Of(await Http.PostAsync(path, content));
    }

    /// <summary>Sends one submission, which must be answered 202.</summary>
    /// <returns>Its receipt.</returns>
    public async Task<JsonObject> Submit(JsonObject report) => (await Post("/v1/submissions", report)).Ok(202);

    /// <summary>Sends lines as one batch.</summary>
    /// <returns>Their receipts.</returns>
    public async Task<JsonObject[]> Batch(params string[] lines)
    {
        var answer = await Post("/v1/submissions", Encoding.UTF8.GetBytes(string.Join('\n', lines)), "application/x-ndjson");
        Xunit.Assert.True(answer.Status == 200, answer.Text);
        return [.. answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    public async Task<JsonObject> Find(string id, string origin = "B") =>
        (await Get($"/v1/submissions/{Uri.EscapeDataString(origin)}/{Uri.EscapeDataString(id)}")).Ok();

    /// <summary>Waits until a submission has a status.</summary>
    public async Task<JsonObject> Until(string status, string id, string origin = "B")
    {
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            var found = await Find(id, origin);
            if ((string)found["status"]! == status) return found;
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"expected {status}, found {found.ToJsonString()}");
            await Task.Delay(Look, TimeProvider.System);
        }
    }

    /// <summary>Waits until it says that it takes work in, as it does soon after a start.</summary>
    public async Task UntilReady()
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(Look, TimeProvider.System))
        {
            var answer = await HttpAnswer.Of(await Management.GetAsync("/ready"));
            if (answer.Status == 200) return;
            if (Stopwatch.GetElapsedTime(started) > Patience) throw new TimeoutException(answer.Text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Management.Dispose();
        await Host.DisposeAsync();
        await B.DisposeAsync();
        await C.DisposeAsync();
        _folder.Dispose();
    }

    private async Task Begin(string[] overrides)
    {
        string[] usual =
        [
            "node.listen=\"http://127.0.0.1:0\"", "node.management=\"http://127.0.0.1:0\"", $"store.embedded.path=\"{Store}\"",
            $"parties.B.base-url=\"{B.Url}\"", $"parties.C.base-url=\"{C.Url}\"",
            "party-defaults.back-off={ first = 10ms, max = 50ms }", "party-defaults.max-attempts=2",
            "engine.shards=4", "engine.drain-timeout=30s",
            "links=[{ from = B, to = C, main-first = on, sub-delay = 1s }, { from = C, to = B }]",
        ];
        var settings = NodeConfiguration.Read(null, [.. usual, .. overrides], new Dictionary<string, string>(), []);
        Host = await NodeHost.Start(settings, Logs, TimeProvider.System, default);
        (Http, Management) = (new() { BaseAddress = Host.Api, Timeout = Patience },
            new() { BaseAddress = Host.Management, Timeout = Patience });
    }
}
