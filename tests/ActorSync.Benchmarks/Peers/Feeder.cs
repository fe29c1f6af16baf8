using System.Buffers;
using System.Net.Http.Headers;

namespace ActorSync.Benchmarks.Peers;

/// <summary>Sends the lines of a burst to a system, in their order for each account, and again what it could not take in.</summary>
internal sealed class Feeder(Uri api, Burst burst) : IDisposable
{
    private const int LinesAtOnce = 500;
    private const int Senders = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { BaseAddress = api, Timeout = Patience };

    /// <summary>As fast as it goes.</summary>
    public Task Flood() => Task.WhenAll(Enumerable.Range(0, Senders).Select(async sender =>
    {
        foreach (var lines in Enumerable.Range(0, burst.Lines.Count).Where(i => burst.AccountOf(i) % Senders == sender).Chunk(LinesAtOnce))
            await Send(lines, TimeProvider.System.GetUtcNow());
    }));

    /// <summary>
    /// At a steady rate, a few at a time. When each is to be sent stands beforehand, and counts as when it was: what a system takes
    /// to let the next ones in is a part of their time.
    /// </summary>
    /// <param name="rate">Lines a second.</param>
    public async Task Pace(int rate)
    {
        const int batchesPerSecond = 40;
        var (from, started) = (TimeProvider.System.GetUtcNow(), TimeProvider.System.GetTimestamp());
        var sent = 0;
        for (var batch = 0; sent < burst.Lines.Count; batch++)
        {
            var due = TimeSpan.FromSeconds((double)batch / batchesPerSecond);
            var wait = due - TimeProvider.System.GetElapsedTime(started);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, TimeProvider.System);
            var until = (int)Math.Min(burst.Lines.Count, (batch + 1L) * rate / batchesPerSecond);
            if (until > sent) await Send([.. Enumerable.Range(sent, until - sent)], from + due);
            sent = until;
        }
    }

    public void Dispose() => _http.Dispose();

    /// <exception cref="TimeoutException">The system has not taken them for as long as patience lasts.</exception>
    private async Task Send(int[] lines, DateTimeOffset at)
    {
        var body = new ArrayBufferWriter<byte>();
        foreach (var line in lines)
        {
            burst.Sent(line, at);
            body.Write(burst.Lines[line]);
            body.Write("\n"u8);
        }
        var started = TimeProvider.System.GetTimestamp();
        while (!await Send(body.WrittenMemory, lines.Length))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException($"{api} takes nothing in");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <returns>Whether there is a receipt for each line.</returns>
    private async Task<bool> Send(ReadOnlyMemory<byte> body, int lines)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        try
        {
            using var response = await _http.PostAsync(new Uri("/v1/submissions", UriKind.Relative), content);
            var text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode && text.AsSpan().Count('\n') == lines
                && !text.Contains("\"busy\"", StringComparison.Ordinal) && !text.Contains("\"unanswered\"", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
