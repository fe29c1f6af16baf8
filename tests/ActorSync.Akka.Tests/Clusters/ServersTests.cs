using ActorSync.Node.Simulation;
using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using ActorSync.Tests.Support;
using Xunit;

namespace ActorSync.Tests.Akka;

/// <summary>The autumn forum on a cluster of two processes over MariaDB and Redis.</summary>
[NeedsMariaDb]
public sealed class ServersTests : IAsyncLifetime
{
    private readonly MariaDb _mariaDb = new();
    private readonly RedisServer _redis = RedisServer.OfItsOwn();

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

    [Fact]
    public async Task A_node_that_is_killed_and_replaced_costs_nothing_but_time()
    {
        var seed = FreePort.Take();
        await using var forum = await ForumScenario.Start(SimulatedFaults.None with { Latency = TimeSpan.FromMilliseconds(5) }, Config(seed, seed), program: AkkaNode.Program);
        await using var second = forum.AnotherNode(Config(FreePort.Take(), seed));
        await second.Start();
        var feeding = forum.Feed();
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);

        await second.Kill();

        await using var third = forum.AnotherNode(Config(FreePort.Take(), seed));
        await third.Start();
        await feeding;
        await forum.Verify();
    }

    private string Config(int port, int seed) => $$"""
        include file("{{Path.Combine(AppContext.BaseDirectory, "hocon", "akka-cluster.conf")}}")
        {{_redis.Config}}
        {{AkkaNode.StoreIn(_mariaDb)}}
        akka.remote.dot-netty.tcp.port = {{port}}
        akka.cluster.seed-nodes = ["akka.tcp://actorsync@127.0.0.1:{{seed}}"]
        akka.cluster.split-brain-resolver.stable-after = 3s
        """;
}
