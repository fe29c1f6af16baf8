using System.Threading.Channels;

namespace ActorSync.Tests.Engine;

/// <summary>A delay queue that tells when accounts are to be woken.</summary>
internal sealed class NotedQueue(IDelayQueue inner) : IDelayQueue
{
    private readonly Channel<DelayEntry> _scheduled = Channel.CreateUnbounded<DelayEntry>();

    /// <summary>The next entry that was put in.</summary>
    public Task<DelayEntry> Next() => _scheduled.Reader.ReadAsync().AsTask().WaitAsync(EngineRun.Patience);

    public async Task Schedule(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        await inner.Schedule(entries, cancellation);
        foreach (var entry in entries) _scheduled.Writer.TryWrite(entry);
    }

    public Task Restore(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) => inner.Restore(entries, cancellation);

    public Task Cancel(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) => inner.Cancel(entries, cancellation);

    public Task<DelayClaim> Claim(IReadOnlyList<int> shards, DateTimeOffset now, int limit, CancellationToken cancellation) =>
        inner.Claim(shards, now, limit, cancellation);

    public Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) => inner.Acknowledge(entries, cancellation);
}
