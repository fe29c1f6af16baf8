using System.Net.Sockets;
using System.Text;

namespace ActorSync.Tests.Node;

/// <summary>A connection to a node on a bare socket, for what no decent client would send.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public static async Task<RawConnection> To(Uri node)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(node.Host, node.Port);
        return connection;
    }

    /// <summary>Sends bytes and reads to the end. When nothing comes for a while, tells the node that no more will be sent.</summary>
    public static async Task<string> Exchange(Uri node, ReadOnlyMemory<byte> bytes)
    {
        using var connection = await To(node);
        await connection.Send(bytes);
        var answer = connection.ReadToEnd();
        if (await Task.WhenAny(answer, Task.Delay(Quiet, TimeProvider.System)) != answer) connection.SendNoMore();
        return await answer;
    }

    public Task Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends as much as the other side takes.</summary>
    public async Task Send(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty) bytes = bytes[await _socket.SendAsync(bytes)..];
        }
        catch (SocketException)
        {
            // The node has closed the connection already.
        }
    }

    public void SendNoMore()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The node has closed the connection already.
        }
    }

    /// <summary>Everything that is answered until the node closes the connection; empty when it just closes it.</summary>
    public async Task<string> ReadToEnd()
    {
        using var limit = new CancellationTokenSource(Patience);
        var answer = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (await _socket.ReceiveAsync(buffer, limit.Token) is > 0 and var read) answer.Write(buffer, 0, read);
        }
        catch (SocketException)
        {
            // Closed the hard way.
        }
        return Encoding.Latin1.GetString(answer.ToArray());
    }

    /// <summary>Reads until the answer has this in it.</summary>
    public async Task ReadUntil(string text)
    {
        using var limit = new CancellationTokenSource(Patience);
        var answer = "";
        var buffer = new byte[4096];
        while (!answer.Contains(text, StringComparison.Ordinal))
        {
            var read = await _socket.ReceiveAsync(buffer, limit.Token);
            if (read == 0) throw new EndOfStreamException($"expected {text}, found {answer}");
            answer += Encoding.Latin1.GetString(buffer, 0, read);
        }
    }

    /// <summary>Breaks the connection off as a crash does.</summary>
    public void Reset()
    {
        _socket.LingerState = new(true, 0);
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();
}
