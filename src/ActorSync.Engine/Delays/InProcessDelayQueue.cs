namespace ActorSync.Engine;

/// <summary>The delay queue in this process's memory: gone with the process, and rebuilt from the registration log (R24).</summary>
public sealed class InProcessDelayQueue : IDelayQueue
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, DueAccounts> _shards = [];

    public Task Schedule(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        lock (_lock)
            foreach (var e in entries) Shard(e.Shard).Set(e.Account, e.Due);
        return Task.CompletedTask;
    }

    public Task Restore(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        lock (_lock)
            foreach (var e in entries) Shard(e.Shard).SetIfEarlier(e.Account, e.Due);
        return Task.CompletedTask;
    }

    public Task Cancel(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        lock (_lock)
            foreach (var e in entries) Shard(e.Shard).Remove(e.Account);
        return Task.CompletedTask;
    }

    public Task<DelayClaim> Claim(IReadOnlyList<int> shards, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        List<DelayEntry> claimed = [];
        DateTimeOffset? next = null;
        lock (_lock)
            foreach (var number in shards)
            {
                if (!_shards.TryGetValue(number, out var shard)) continue;
                while (claimed.Count < limit && shard.Next is { } due && due <= now) claimed.Add(new(number, shard.Take(), due));
                if (shard.Next is { } later && (next is null || later < next)) next = later;
            }
        return Task.FromResult(new DelayClaim(claimed, next));
    }

    /// <summary>Nothing to do: a lease can only be lost with the process, and the queue with it.</summary>
    public Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) => Task.CompletedTask;

    private DueAccounts Shard(int number)
    {
        if (!_shards.TryGetValue(number, out var shard)) _shards.Add(number, shard = new());
        return shard;
    }
}
