using ActorSync.Node.Simulation;
using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Scenarios;

/// <summary>The autumn forum with the embedded store, and a Redis that comes later than the node.</summary>
[NeedsRedis]
public sealed class LateRedisTests
{
    private const string Queue = "the delay queue";

    [Fact]
    public async Task A_node_starts_and_delivers_while_redis_is_not_there_yet()
    {
        await using var redis = RedisServer.OfItsOwn();
        await using var forum = await ForumScenario.Start(SimulatedFaults.None, redis.Config);
        using var readiness = new Readiness(forum.Node.Management);
        await forum.Feed();
        Assert.True(await readiness.Until(Queue, ok: false));

        await redis.Start();

        Assert.True(await readiness.Until(Queue, ok: true));
        await forum.Verify();
        await redis.UntilEmpty();
    }
}
