namespace ActorSync.Tests.Simulation;

/// <summary>A delay queue as a server keeps it: what is claimed is leased, and comes back when it is not acknowledged.</summary>
internal sealed class LeasingQueue(Func<DateTimeOffset> now) : IDelayQueue
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);
    private readonly Dictionary<AccountId, DelayEntry> _entries = [];
    private readonly Dictionary<AccountId, (DelayEntry Entry, DateTimeOffset Until)> _leases = [];

    public void Clear()
    {
        _entries.Clear();
        _leases.Clear();
    }

    public Task Schedule(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        foreach (var e in entries) _entries[e.Account] = e;
        return Task.CompletedTask;
    }

    public Task Restore(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        foreach (var e in entries)
            if (!_leases.ContainsKey(e.Account) && !(_entries.TryGetValue(e.Account, out var there) && there.Due <= e.Due))
                _entries[e.Account] = e;
        return Task.CompletedTask;
    }

    public Task Cancel(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        foreach (var e in entries) _entries.Remove(e.Account);
        return Task.CompletedTask;
    }

    public Task<DelayClaim> Claim(IReadOnlyList<int> shards, DateTimeOffset claimedAt, int limit, CancellationToken cancellation)
    {
        foreach (var (account, lease) in _leases.Where(l => l.Value.Until <= now()).ToList())
        {
            _leases.Remove(account);
            if (!_entries.TryGetValue(account, out var there) || there.Due > lease.Entry.Due) _entries[account] = lease.Entry;
        }
        List<DelayEntry> mine = [.. _entries.Values.Where(e => shards.Contains(e.Shard)).OrderBy(e => e.Due)];
        List<DelayEntry> due = [.. mine.TakeWhile(e => e.Due <= claimedAt).Take(limit)];
        foreach (var e in due)
        {
            _entries.Remove(e.Account);
            _leases[e.Account] = (e, now() + Lease);
        }
        return Task.FromResult(new DelayClaim(due, mine.Count > due.Count ? mine[due.Count].Due : null));
    }

    public Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        foreach (var e in entries)
            if (_leases.TryGetValue(e.Account, out var lease) && lease.Entry == e) _leases.Remove(e.Account);
        return Task.CompletedTask;
    }
}
