using ActorSync.Redis;
using ActorSync.Tests.Servers;
using StackExchange.Redis;

namespace ActorSync.Benchmarks.Delays;

/// <summary>A Redis for one benchmark: one that is named, or one of its own that keeps nothing on disk.</summary>
internal sealed class BenchRedis : IAsyncDisposable
{
    private readonly RedisServer? _server;

    private BenchRedis(string endpoint, RedisServer? server) => (Endpoint, _server) = (endpoint, server);

    public string Endpoint { get; }

    public RedisSettings Settings => RedisSettings.Read(new()
    {
        Endpoints = [Endpoint],
        Password = "",
        Tls = false,
        Database = 0,
        KeyPrefix = "actorsync-bench",
        ConnectTimeout = TimeSpan.FromSeconds(5),
        CallTimeout = TimeSpan.FromSeconds(30),
    }).Settings!;

    /// <param name="endpoint">Empty: start one.</param>
    /// <exception cref="CannotRunException">There is none here to start.</exception>
    public static async Task<BenchRedis> Start(string endpoint)
    {
        if (endpoint.Length > 0) return new(endpoint, null);
        var server = await OwnServer.Start(RedisServer.Missing, () => new RedisServer());
        return new($"127.0.0.1:{server.Port}", server);
    }

    /// <summary>The client library without anything of ours.</summary>
    public Task<ConnectionMultiplexer> Bare() => ConnectionMultiplexer.ConnectAsync(Endpoint);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}
