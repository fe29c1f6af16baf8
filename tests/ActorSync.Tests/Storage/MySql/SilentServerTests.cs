using System.Net;
using System.Net.Sockets;
using ActorSync.Storage;
using Xunit;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>A server that greets, offers encryption, and says no more: as one that freezes just then.</summary>
public sealed class SilentServerTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>A greeting of protocol 10 with the flags for encryption and for named ways of authentication.</summary>
    private static readonly byte[] Greeting =
    [
        73, 0, 0, 0, 10, .. "8.4.0\0"u8, 1, 0, 0, 0, .. "12345678\0"u8, 0xff, 0xff, 255, 2, 0, 0xff, 0xdf, 21, .. new byte[10],
        .. "123456789012\0"u8, .. "caching_sha2_password\0"u8,
    ];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private readonly CancellationTokenSource _stop = new();

    public SilentServerTests()
    {
        _listener.Start();
        _ = Greet();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        lock (_clients) foreach (var client in _clients) client.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task It_is_called_away_and_ends_nobody()
    {
        await using var store = await SqlStore.Open(Settings(), default);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.List(new() { Limit = 1 }, default));

        lock (_clients) Assert.NotEmpty(_clients);
        // The driver throws on a timer's thread about now: the process, which is this test's, goes on.
        await Task.Delay(2 * Timeout, TimeProvider.System);
    }

    private MySqlSettings Settings() => MySqlSettings.Read(new()
    {
        Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, Database = "forum", User = "root", Password = "",
        Tls = MySqlTls.Preferred, Writers = 1, Readers = 1, ConnectTimeout = Timeout, CommandTimeout = Timeout,
    }, StoreUnderTest.Shards).Settings!;

    private async Task Greet()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                lock (_clients) _clients.Add(client);
                await client.GetStream().WriteAsync(Greeting, _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }
}
