using ActorSync.Engine;
using ActorSync.Node.Configuration;
using ActorSync.Redis;
using ActorSync.Storage;

namespace ActorSync.Node.Hosting;

/// <summary>The delay queue that the settings choose, with the connections that it needs; they end with it.</summary>
internal sealed class NodeDelays : IAsyncDisposable
{
    private readonly IAsyncDisposable? _connection;

    private NodeDelays(IDelayQueue queue, IAsyncDisposable? connection) => (Queue, _connection) = (queue, connection);

    public IDelayQueue Queue { get; }

    public static NodeDelays Of(DelaySettings settings, TimeProvider time, ILogger log)
    {
        switch (settings)
        {
            case DelaySettings.InRedis redis:
                var connection = new RedisConnection(redis.Server, time);
                return new(new RedisDelayQueue(connection, redis.Lease, what => Log.NoDelayEntry(log, what)), connection);
            case DelaySettings.InMySql mySql:
                var queue = new MySqlDelayQueue(mySql.Server, mySql.Lease);
                return new(queue, queue);
            default:
                return new(new InProcessDelayQueue(), null);
        }
    }

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;
}
