using ActorSync.Redis;
using ActorSync.Tests.Delays;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;

namespace ActorSync.Tests.Redis;

/// <summary>The same on a cluster, the shards being spread over its servers.</summary>
[NeedsRedis]
public sealed class RedisClusterDelayQueueTests(RedisCluster cluster) : DelayQueueContract, Xunit.IClassFixture<RedisCluster>
{
    private RedisConnection? _connection;

    protected override TimeSpan Lease => TimeSpan.FromSeconds(30);

    public override async Task DisposeAsync() => await _connection!.DisposeAsync();

    protected override Task<IDelayQueue> Open()
    {
        _connection = cluster.Connect();
        return Task.FromResult<IDelayQueue>(new RedisDelayQueue(_connection, Lease));
    }
}
