using System.Text.Json.Nodes;
using ActorSync.Node.Simulation;
using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Akka;

/// <summary>The autumn forum on a cluster of two processes over MariaDB and Redis, while they lose each other.</summary>
[NeedsMariaDb]
[NeedsRedis]
public sealed class ServersTests : IAsyncLifetime, IDisposable
{
    private static readonly SimulatedFaults Slowly = SimulatedFaults.None with { Latency = TimeSpan.FromMilliseconds(5) };

    private readonly MariaDb _mariaDb = new();
    private readonly RedisServer _redis = RedisServer.OfItsOwn();
    private readonly Crossing _toFirst = new();
    private readonly Crossing _toSecond = new();
    private readonly Crossing _toThird = new();

    public async Task InitializeAsync()
    {
        await _mariaDb.InitializeAsync();
        await _redis.Start();
    }

    public async Task DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _mariaDb.DisposeAsync();
    }

    public void Dispose()
    {
        _toFirst.Dispose();
        _toSecond.Dispose();
        _toThird.Dispose();
    }

    [Fact]
    public async Task A_node_that_is_killed_and_replaced_costs_nothing_but_time()
    {
        await using var forum = await Start();
        await using var second = forum.AnotherNode(Config(_toSecond));
        await second.Start();
        var feeding = forum.Feed();
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);

        await second.Kill();

        await using var third = forum.AnotherNode(Config(_toThird));
        await third.Start();
        await feeding;
        await forum.Verify();
    }

    [Fact]
    public async Task What_stood_in_line_at_a_node_that_is_killed_goes_on_though_nobody_sends_anything_any_more()
    {
        await using var forum = await Start(SimulatedFaults.None with { Latency = TimeSpan.FromMilliseconds(400) });
        await using var second = forum.AnotherNode(Config(_toSecond));
        await second.Start();
        await forum.Feed();

        await second.Kill();

        await forum.Verify();
    }

    [Fact]
    public async Task Of_two_nodes_that_no_longer_reach_each_other_the_younger_ends_and_nothing_is_decided_twice()
    {
        await using var forum = await Start();
        await using var second = forum.AnotherNode(Config(_toSecond));
        await second.Start();
        var feeding = forum.Feed();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);

        _toFirst.Cut();
        _toSecond.Cut();
        await second.Exit();
        _toFirst.Mend();
        _toSecond.Mend();

        await second.Start();
        await feeding;
        await forum.Verify();
    }

    [Fact]
    public async Task A_node_that_wakes_after_the_others_have_given_it_up_writes_nothing_and_ends()
    {
        await using var forum = await Start();
        await using var second = forum.AnotherNode(Config(_toSecond));
        await second.Start();
        var feeding = forum.Feed();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);

        await second.Freeze();
        await UntilAlone(forum.Node);
        await second.Thaw();
        await second.Exit();

        await feeding;
        await forum.Verify();
    }

    /// <summary>Waits until a node is the only member.</summary>
    private static async Task UntilAlone(NodeProcess node)
    {
        using var http = new HttpClient { BaseAddress = node.Management };
        while (JsonNode.Parse(await http.GetStringAsync(new Uri("/cluster/members", UriKind.Relative)))!["members"]!.AsArray().Count > 1)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
    }

    private Task<ForumScenario> Start(SimulatedFaults? faults = null) =>
        ForumScenario.Start(faults ?? Slowly, Config(_toFirst), program: new AkkaNode().Program);

    private string Config(Crossing way) => $$"""
        {{AkkaNode.Include("akka-cluster.conf")}}
        {{_redis.Config}}
        {{AkkaNode.StoreIn(_mariaDb.Server, "forum")}}
        akka.remote.dot-netty.tcp { port = {{way.Port}}, public-hostname = "127.0.0.1", public-port = {{way.PublicPort}} }
        akka.cluster.seed-nodes = ["akka.tcp://actorsync@127.0.0.1:{{_toFirst.PublicPort}}"]
        akka.cluster.split-brain-resolver.stable-after = 3s
        """;
}
