using ActorSync.Redis;
using Xunit;

namespace ActorSync.Tests.Servers;

/// <summary>
/// One Redis for all tests that leave it alone; each has its own key prefix. Those that kill, freeze or flush it start their own.
/// </summary>
public sealed class SharedRedis : IAsyncLifetime
{
    private readonly RedisServer? _server = RedisServer.Missing is null ? new() : null;

    public async Task InitializeAsync()
    {
        if (_server is not null) await _server.Start();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    /// <summary>Settings for a test of its own.</summary>
    internal RedisSettings Settings() => SettingsOf(_server!.Port);

    internal RedisConnection Connect() => new(Settings(), TimeProvider.System);

    internal static RedisSettings SettingsOf(int port) => RedisSettings.Read(new()
    {
        Endpoints = [$"127.0.0.1:{port}"],
        Password = "",
        Tls = false,
        Database = 0,
        KeyPrefix = $"test-{Guid.NewGuid():N}",
        ConnectTimeout = TimeSpan.FromSeconds(3),
        CallTimeout = TimeSpan.FromSeconds(3),
    }).Settings!;
}
