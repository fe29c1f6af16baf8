using System.Text.Json.Nodes;
using ActorSync.Node.Commands;
using ActorSync.Node.Simulation;
using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Akka;

/// <summary>A node that makes its own tables has nothing to complain of.</summary>
public sealed class FirstStartTests
{
    [Fact]
    public Task A_first_start_over_files_warns_of_nothing() => Starts(new AkkaNode().OverFiles);

    [NeedsMariaDb]
    public sealed class OverMariaDb : IAsyncLifetime
    {
        private readonly MariaDb _mariaDb = new();

        public Task InitializeAsync() => _mariaDb.InitializeAsync();

        public Task DisposeAsync() => _mariaDb.DisposeAsync();

        [Fact]
        public Task A_first_start_over_a_database_warns_of_nothing() => Starts(new AkkaNode().OverMariaDb(_mariaDb.Server, "forum"));
    }

    private static async Task Starts(string store)
    {
        await using var forum = await ForumScenario.Start(SimulatedFaults.None, store, program: new AkkaNode().Program);
        using var client = new NodeClient(forum.Node.Api, null);
        await client.Post("/v1/submissions", new JsonObject
        {
            ["id"] = "b-1", ["origin"] = "B", ["account"] = "acc-1", ["meeting"] = "forum", ["operation"] = "register",
            ["revision"] = 1, ["occurredAt"] = "2026-11-01T08:00:00Z", ["data"] = new JsonObject(),
        }, "status", default);
        using var view = new NodeView(forum.Node.Api);
        await view.Until("done", TimeSpan.FromSeconds(30));

        // A call may time out while everything is cold.
        var ofTheNode = forum.Node.Output.Split('\n').Where(line => !line.Contains("acc-1", StringComparison.Ordinal));
        Assert.DoesNotContain(ofTheNode, line =>
            line.Contains(" warn: ", StringComparison.Ordinal) || line.Contains(" fail: ", StringComparison.Ordinal));
    }
}
