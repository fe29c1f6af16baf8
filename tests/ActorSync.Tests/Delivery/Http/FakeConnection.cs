using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ActorSync.Tests;

/// <summary>One connection of a <see cref="FakeReceiver"/>, byte by byte.</summary>
internal sealed class FakeConnection(Socket socket, ConcurrentQueue<FakeRequest> requests, CancellationToken stop) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    /// <summary>Reads one request to its end; null when the caller is gone.</summary>
    public async Task<FakeRequest?> Read()
    {
        if (await Head() is not { } head) return null;
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(l => l[0], l => l[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await _stream.ReadExactlyAsync(body, stop);
        var request = new FakeRequest(lines[0], headers, body);
        requests.Enqueue(request);
        return request;
    }

    /// <summary>Reads a few bytes and leaves the rest.</summary>
    public async Task ReadSome() => await _stream.ReadExactlyAsync(new byte[16], stop);

    public async Task Write(string text) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop);

    /// <summary>Ends the connection as a crash does: what was not read or delivered is lost.</summary>
    public void Reset()
    {
        socket.LingerState = new(true, 0);
        socket.Close();
    }

    /// <summary>Keeps the connection, and says nothing more.</summary>
    public Task Stall() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);

    public void Dispose() => _stream.Dispose();

    private async Task<string?> Head()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await _stream.ReadAsync(one, stop) == 0) return null;
            head.Append((char)one[0]);
        }
        return head.ToString();
    }
}
