using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ActorSync.Tests;

/// <summary>Takes what a party reports.</summary>
internal sealed class FakeNode : IAsyncDisposable
{
    private readonly Channel<FakeRequest> _reports = Channel.CreateUnbounded<FakeRequest>();
    private readonly ConcurrentQueue<int> _statuses;
    private readonly FakeReceiver _receiver;

    /// <param name="statuses">Answers in turn; 202 after them.</param>
    public FakeNode(params int[] statuses)
    {
        _statuses = new(statuses);
        _receiver = new(async connection =>
        {
            while (await connection.Read() is { } report)
            {
                _reports.Writer.TryWrite(report);
                await connection.Write(
                    $"HTTP/1.1 {(_statuses.TryDequeue(out var status) ? status : 202)} Status\r\nContent-Length: 0\r\n\r\n");
            }
        });
    }

    public string Url => _receiver.Url;

    /// <summary>What came and was not asked for.</summary>
    public int Unread => _reports.Reader.Count;

    public async Task<FakeRequest> Next() =>
        await _reports.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();
}
