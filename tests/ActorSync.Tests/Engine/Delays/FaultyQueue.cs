namespace ActorSync.Tests.Engine.Delays;

/// <summary>A delay queue that is away, slow or forgetful when a test says so, and notes what it was asked.</summary>
internal sealed class FaultyQueue(IDelayQueue inner) : IDelayQueue
{
    public List<string> Calls { get; } = [];

    public Exception? Fault { get; set; }

    /// <summary>What the calls wait for.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    /// <summary>What the next claim says.</summary>
    public bool Forgot { get; set; }

    public async Task Schedule(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        await Asked("schedule", entries);
        await inner.Schedule(entries, cancellation);
    }

    public async Task Restore(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        await Asked("restore", entries);
        await inner.Restore(entries, cancellation);
    }

    public async Task Cancel(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        await Asked("cancel", entries);
        await inner.Cancel(entries, cancellation);
    }

    public async Task<DelayClaim> Claim(IReadOnlyList<int> shards, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        await Asked("claim", []);
        var claim = await inner.Claim(shards, now, limit, cancellation) with { Forgot = Forgot };
        Forgot = false;
        return claim;
    }

    public async Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        await Asked("acknowledge", entries);
        await inner.Acknowledge(entries, cancellation);
    }

    private async Task Asked(string call, IReadOnlyList<DelayEntry> entries)
    {
        Calls.Add(entries.Count == 0
            ? call
            : $"{call} {string.Join(' ', entries.Select(e => e.Account.Value).Order(StringComparer.Ordinal))}");
        await Ready;
        if (Fault is not null) throw Fault;
    }
}
