using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ActorSync.Tests;

/// <summary>A receiver on a raw socket, which answers as no decent receiver would.</summary>
internal sealed class FakeReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Func<FakeConnection, Task> _script;
    private readonly Task _accepting;

    /// <param name="script">What happens on each connection; when it returns, the connection is closed.</param>
    public FakeReceiver(Func<FakeConnection, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = Accept();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Every request that was read, in order.</summary>
    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    public int Connections => _connections.Count;

    /// <summary>Reads requests and gives each the same answer, on as many connections as come.</summary>
    public static FakeReceiver Answering(string answer) => new(async connection =>
    {
        while (await connection.Read() is not null) await connection.Write(answer);
    });

    /// <summary>An address that nobody listens at.</summary>
    public static string NobodyThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (!_stop.IsCancellationRequested) _connections.Add(Serve(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task Serve(Socket socket)
    {
        using var connection = new FakeConnection(socket, Requests, _stop.Token);
        try
        {
            await _script(connection);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The caller went away, or the test is over.
        }
    }
}
