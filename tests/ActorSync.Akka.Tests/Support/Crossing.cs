using System.Net;
using System.Net.Sockets;
using ActorSync.Tests.Support;

namespace ActorSync.Tests.Akka;

/// <summary>The way to one node of a cluster, which a test can cut and mend: the others know the node by this port.</summary>
internal sealed class Crossing : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _open = [];
    private TcpListener? _listener;

    public Crossing() => Mend();

    /// <summary>By which the others know the node.</summary>
    public int PublicPort { get; } = FreePort.Take();

    /// <summary>On which the node listens.</summary>
    public int Port { get; } = FreePort.Take();

    /// <summary>Breaks every connection, and lets no other through.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
            foreach (var connection in _open) connection.Dispose();
            _open.Clear();
        }
    }

    /// <summary>Lets connections through.</summary>
    public void Mend()
    {
        var listener = new TcpListener(IPAddress.Loopback, PublicPort);
        listener.Start();
        lock (_lock) _listener = listener;
        _ = Accept(listener);
    }

    public void Dispose() => Cut();

    private async Task Accept(TcpListener listener)
    {
        try
        {
            while (true) _ = Pass(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task Pass(TcpClient from)
    {
        using var to = new TcpClient();
        try
        {
            await to.ConnectAsync(IPAddress.Loopback, Port);
            lock (_lock)
            {
                if (_listener is null) return;
                _open.AddRange([from, to]);
            }
            await Task.WhenAny(from.GetStream().CopyToAsync(to.GetStream()), to.GetStream().CopyToAsync(from.GetStream()));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or the node is not there.
        }
        finally
        {
            from.Dispose();
        }
    }
}
