using System.Diagnostics;
using ActorSync.Redis;
using StackExchange.Redis;

namespace ActorSync.Benchmarks.Delays;

/// <summary>A Redis for one benchmark: one that is named, or one of its own that keeps nothing on disk.</summary>
internal sealed class BenchRedis : IAsyncDisposable
{
    private readonly Process? _process;

    private BenchRedis(string endpoint, Process? process) => (Endpoint, _process) = (endpoint, process);

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
    public static async Task<BenchRedis> Start(string endpoint)
    {
        if (endpoint.Length > 0) return new(endpoint, null);
        var port = Child.FreePort();
        string[] arguments = ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning"];
        var process = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true })!;
        var redis = new BenchRedis($"127.0.0.1:{port}", process);
        await using var connection = new RedisConnection(redis.Settings, TimeProvider.System);
        while (true)
            try
            {
                await connection.Ask(db => db.PingAsync(), default);
                return redis;
            }
            catch (StoreUnavailableException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
    }

    /// <summary>The client library without anything of ours.</summary>
    public Task<ConnectionMultiplexer> Bare() => ConnectionMultiplexer.ConnectAsync(Endpoint);

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
