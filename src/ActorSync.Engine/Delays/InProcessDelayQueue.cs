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
            var turns = shards.Select((_, i) => shards[(int)((uint)(_turn + i) % (uint)shards.Count)]).Where(_shards.ContainsKey).ToList();
            foreach (var number in turns) _shards[number].TakeBack(now);
            // First its share for each, then what the others have left: a backlog of one shard is not all that a claim brings.
            foreach (var share in new[] { Math.Max(1, limit / Math.Max(1, shards.Count)), limit })
                foreach (var number in turns) Claim(number, now, Math.Min(share, limit - claimed.Count), claimed);
            foreach (var number in turns) next = DelayedShard.Earlier(next, _shards[number].Next);
        }
        return Task.FromResult(new DelayClaim(claimed, next));
    }

    public Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) =>
        Each(entries, (shard, e) => shard.Acknowledge(e.Account, e.Lease));

    private void Claim(int number, DateTimeOffset now, int atMost, List<DelayEntry> claimed)
    {
        for (; atMost > 0 && _shards[number].Claim(now, Lease) is { } taken; atMost--)
            claimed.Add(new(number, taken.Account, taken.Due) { Lease = taken.Lease });
    }

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
