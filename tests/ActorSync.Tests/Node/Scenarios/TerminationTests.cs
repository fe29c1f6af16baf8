using ActorSync.Node.Simulation;
using ActorSync.Tests.Storage;
using Xunit;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>A node that an orchestrator stops.</summary>
public sealed class TerminationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_call_under_way_ends_before_the_node_does_however_often_it_is_told(int signals)
    {
        await using var deployment = await Deployment.Start();
        var (node, c) = (deployment.Node, deployment.C);
        // Longer than a framework's usual grace for a signal.
        c.Faults = new() { Latency = TimeSpan.FromSeconds(5) };
        using var http = new HttpClient { BaseAddress = node.Api };
        (await Send(http, Reports.Forum("under-way").ToJsonString())).EnsureSuccessStatusCode();
        while (c.Report().Calls == 0) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);

        for (var i = 0; i < signals; i++) await node.Terminate();

        Assert.Equal(0, await node.Exit().WaitAsync(Patience, TimeProvider.System));
        c.Faults = SimulatedFaults.None;
        await node.Start();
        using var view = new NodeView(node.Api);
        Assert.Equal("done", (string?)Assert.Single(await view.Rows())["status"]);
        Assert.Equal(1, c.Report().Calls);
        Assert.DoesNotContain("   at ", node.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_accepted_when_the_signal_came_is_delivered_once_after_the_next_start()
    {
        await using var deployment = await Deployment.Start();
        var (node, c) = (deployment.Node, deployment.C);
        c.Faults = new() { Latency = TimeSpan.FromMilliseconds(50) };
        using var http = new HttpClient { BaseAddress = node.Api };
        var lines = string.Join('\n', Enumerable.Range(0, 1000).Select(i => Reports.Forum($"accepted-{i}").ToJsonString()));
        (await Send(http, lines, "application/x-ndjson")).EnsureSuccessStatusCode();

        Assert.Equal(0, await node.Stop().WaitAsync(Patience, TimeProvider.System));
        await node.Start();

        using var view = new NodeView(node.Api);
        await view.UntilSettled(Patience);
        var rows = await view.Rows();
        Assert.Equal(1000, rows.Count);
        Assert.All(rows, r => Assert.Equal("done", (string?)r["status"]));
        var report = c.Report();
        Assert.Equal((1000, 0), (report.Calls, report.Violations));
    }

    [Fact]
    public async Task A_node_that_is_told_to_leave_ends()
    {
        await using var deployment = await Deployment.Start();
        var node = deployment.Node;
        using var http = new HttpClient();
        using var response = await http.PutAsync(new Uri(node.Management, "/cluster/members/node-1?operation=leave"), null);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(0, await node.Exit().WaitAsync(Patience, TimeProvider.System));
    }

    [Fact]
    public async Task A_node_that_is_told_to_quit_ends_at_once()
    {
        await using var deployment = await Deployment.Start();
        deployment.C.Faults = new() { Latency = Patience };
        using var http = new HttpClient { BaseAddress = deployment.Node.Api };
        (await Send(http, Reports.Forum("under-way").ToJsonString())).EnsureSuccessStatusCode();

        await deployment.Node.Quit();

        Assert.NotEqual(0, await deployment.Node.Exit().WaitAsync(Patience / 2, TimeProvider.System));
    }

    [Fact]
    public async Task A_limit_on_the_length_of_files_does_not_end_a_node()
    {
        await using var deployment = await Deployment.Start();

        await deployment.Node.MeetFileLimit();

        Assert.Equal(0, await deployment.Node.Stop().WaitAsync(Patience, TimeProvider.System));
    }

    private static Task<HttpResponseMessage> Send(HttpClient http, string body, string type = "application/json")
    {
        var content = new StringContent(body);
        content.Headers.ContentType = new(type);
        return http.PostAsync("/v1/submissions", content);
    }

    private sealed class Deployment : IAsyncDisposable
    {
        private readonly TemporaryFolder _folder = new();

        private Deployment(SimulatedParty c)
        {
            C = c;
            Node = new($$"""
                actorsync {
                  parties { B { base-url = "{{c.Url}}" }, C { base-url = "{{c.Url}}", attempt-timeout = 60s } }
                  links = [{ from = B, to = C }]
                  engine.drain-timeout = 60s
                }
                """, _folder.Path);
        }

        public SimulatedParty C { get; }

        public NodeProcess Node { get; }

        public static async Task<Deployment> Start()
        {
            var deployment = new Deployment(await SimulatedParty.Start(new() { Name = Some.C }, TimeProvider.System));
            await deployment.Node.Start();
            return deployment;
        }

        public async ValueTask DisposeAsync()
        {
            await Node.DisposeAsync();
            await C.DisposeAsync();
            _folder.Dispose();
        }
    }
}
