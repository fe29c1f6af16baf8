using System.Collections.Concurrent;
using ActorSync.Engine;
using ActorSync.Node.Configuration;
using ActorSync.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorSync.Benchmarks.Delays;

/// <summary>The pumps of several nodes over one queue. A node puts in what its own shards' accounts want, as the actors do.</summary>
internal sealed class Feeders : IAsyncDisposable
{
    private const int Shards = 64;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<(double Late, bool Elsewhere)> _woken = [];
    private readonly List<RedisConnection> _connections = [];
    private readonly List<DelayPump> _pumps = [];
    private readonly List<Task> _running = [];

    private Feeders(int nodes, FeederChoice choice, RedisSettings redis)
    {
        var settings = NodeConfiguration.Read(
            null,
            ["parties.B.base-url=\"http://127.0.0.1:1\"", "parties.C.base-url=\"http://127.0.0.1:1\"", "links=[{ from = B, to = C }]"],
            new Dictionary<string, string>(), []).Engine;
        for (var node = 0; node < nodes; node++)
        {
            var self = node;
            int[] own = [.. Enumerable.Range(0, Shards).Where(shard => choice switch
            {
                FeederChoice.AllShards => true,
                FeederChoice.OwnShards => shard % nodes == self,
                _ => self == 0,
            })];
            var connection = new RedisConnection(redis, TimeProvider.System);
            _connections.Add(connection);
            _pumps.Add(new(
                new RedisDelayQueue(connection, TimeSpan.FromSeconds(30)), own, settings, EngineRuntime.Machine,
                new("the delay queue"), NullLogger.Instance)
            {
                Wake = (entry, done) =>
                {
                    _woken.Enqueue(((TimeProvider.System.GetUtcNow() - entry.Due).TotalMilliseconds, entry.Shard % nodes != self));
                    done(true);
                },
                Missed = () => { },
            });
        }
        foreach (var pump in _pumps) _running.Add(Task.Run(() => pump.Run(_stopping.Token)));
    }

    /// <summary>Milliseconds after due, in ascending order.</summary>
    public double[] Late => [.. _woken.Select(w => w.Late).Order()];

    /// <summary>The share that was woken from another node than the account's.</summary>
    public double Elsewhere => _woken.Count(w => w.Elsewhere) / (double)_woken.Count;

    public static Feeders Start(int nodes, FeederChoice choice, RedisSettings redis) => new(nodes, choice, redis);

    /// <summary>Puts entries in evenly, and returns when all have been woken.</summary>
    /// <exception cref="CannotRunException">Some never were.</exception>
    public async Task Feed(int rate, TimeSpan time)
    {
        var started = TimeProvider.System.GetTimestamp();
        var count = (int)(rate * time.TotalSeconds);
        for (var i = 0; i < count; await Task.Delay(Tick, TimeProvider.System))
            for (var due = (int)(rate * TimeProvider.System.GetElapsedTime(started).TotalSeconds); i < due && i < count; i++)
            {
                var wait = Soonest + (Latest - Soonest) * (i * 37 % 100 / 100.0);
                _pumps[i % Shards % _pumps.Count].Set(i % Shards, AccountId.Parse($"acc-{i}"), TimeProvider.System.GetUtcNow() + wait);
            }
        await Patience.Until("entries woken", count, () => Task.FromResult((long)_woken.Count));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running);
        foreach (var pump in _pumps) pump.Dispose();
        foreach (var connection in _connections) await connection.DisposeAsync();
        _stopping.Dispose();
    }
}
