namespace ActorSync.Engine;

/// <summary>The delay queue in this process's memory: gone with the process, and rebuilt from the registration log (R24).</summary>
public sealed class InProcessDelayQueue : IDelayQueue
{
    /// <summary>Nobody but this process can hold a lease, so it only helps against a wake that got lost inside.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, DelayedShard> _shards = [];
    private int _turn;

    public Task Schedule(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) =>
        Each(entries, (shard, e) => shard.Schedule(e));

    public Task Restore(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) =>
        Each(entries, (shard, e) => shard.Restore(e));

    public Task Cancel(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) =>
        Each(entries, (shard, e) => shard.Cancel(e.Account));

    public Task<DelayClaim> Claim(IReadOnlyList<int> shards, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        List<DelayEntry> claimed = [];
        DateTimeOffset? next = null;
        lock (_lock)
        {
            // Each claim begins with another shard, so that none is always left with what remains of the limit.
            _turn++;
            for (var i = 0; i < shards.Count; i++)
            {
                var number = shards[(int)((uint)(_turn + i) % (uint)shards.Count)];
                if (!_shards.TryGetValue(number, out var shard)) continue;
                shard.TakeBack(now);
                while (claimed.Count < limit && shard.Claim(now, Lease) is { } taken)
                    claimed.Add(new(number, taken.Account, taken.Due) { Lease = taken.Lease });
                next = DelayedShard.Earlier(next, shard.Next);
            }
        }
        return Task.FromResult(new DelayClaim(claimed, next));
    }

    public Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) =>
        Each(entries, (shard, e) => shard.Acknowledge(e.Account, e.Lease));

    private Task Each(IReadOnlyList<DelayEntry> entries, Action<DelayedShard, DelayEntry> act)
    {
        lock (_lock)
            foreach (var entry in entries)
            {
                if (!_shards.TryGetValue(entry.Shard, out var shard)) _shards.Add(entry.Shard, shard = new());
                act(shard, entry);
            }
        return Task.CompletedTask;
    }
}
