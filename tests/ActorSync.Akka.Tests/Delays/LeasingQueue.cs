namespace ActorSync.Tests.Akka;

/// <summary>A delay queue whose leases end when the test says so.</summary>
internal sealed class LeasingQueue : IDelayQueue
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AccountId, DelayEntry> _entries = [];
    private readonly Dictionary<AccountId, DelayEntry> _leased = [];

    /// <summary>How many leases have been acknowledged.</summary>
    public int Acknowledged { get; private set; }

    public Task Schedule(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        lock (_lock)
            foreach (var e in entries) _entries[e.Account] = e;
        return Task.CompletedTask;
    }

    public Task Restore(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) => Schedule(entries, cancellation);

    public Task Cancel(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        lock (_lock)
            foreach (var e in entries) _entries.Remove(e.Account);
        return Task.CompletedTask;
    }

    public Task<DelayClaim> Claim(IReadOnlyList<int> shards, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var due = _entries.Values.Where(e => e.Due <= now).Take(limit).ToList();
            foreach (var e in due)
            {
                _entries.Remove(e.Account);
                _leased[e.Account] = e;
            }
            return Task.FromResult(new DelayClaim(due, _entries.Count == 0 ? null : _entries.Values.Min(e => e.Due)));
        }
    }

    public Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        lock (_lock)
            foreach (var e in entries)
                if (_leased.Remove(e.Account)) Acknowledged++;
        return Task.CompletedTask;
    }

    /// <summary>Whoever claimed is gone: what was not acknowledged comes back.</summary>
    public void EndLeases()
    {
        lock (_lock)
        {
            foreach (var (account, entry) in _leased) _entries[account] = entry;
            _leased.Clear();
        }
    }
}
