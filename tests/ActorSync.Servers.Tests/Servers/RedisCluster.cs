using ActorSync.Redis;
using ActorSync.Tests.Support;
using Xunit;

namespace ActorSync.Tests.Servers;

/// <summary>Three Redis servers that share the slots.</summary>
public sealed class RedisCluster : IAsyncLifetime
{
    private const int Slots = 16384;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly int[] _busPorts = [FreePort.Take(), FreePort.Take(), FreePort.Take()];
    private readonly RedisServer[] _servers;

    public RedisCluster() =>
        _servers = RedisServer.Missing is null
            ? [.. _busPorts.Select(bus => new RedisServer("--cluster-enabled", "yes", "--cluster-port", $"{bus}"))]
            : [];

    public async Task InitializeAsync()
    {
        for (var i = 0; i < _servers.Length; i++)
        {
            await _servers[i].Start();
            await _servers[i].Say($"CLUSTER ADDSLOTSRANGE {i * Slots / 3} {(i + 1) * Slots / 3 - 1}");
            if (i > 0) await _servers[0].Say($"CLUSTER MEET 127.0.0.1 {_servers[i].Port} {_busPorts[i]}");
        }
        // Until all know each other, none answers for any key.
        foreach (var server in _servers)
            while ((await server.Say("SET probe 1")).StartsWith("-CLUSTERDOWN", StringComparison.Ordinal))
                await Task.Delay(LookAgain, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
    }

    /// <summary>For a test of its own, by way of one of the servers only: the others are to be found through it.</summary>
    internal RedisConnection Connect() => _servers[0].Connect();
}
