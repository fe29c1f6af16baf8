namespace ActorSync.Engine;

/// <summary>
/// Accounts that are being woken, by shard. Each shard has its part of the whole: one that does not get on, whatever keeps it,
/// holds no more than that from the others.
/// </summary>
internal sealed class ShardWakes(EngineSettings settings, Action roomAgain)
{
    private readonly Lock _lock = new();
    private readonly int _part = (settings.WakesInFlight + settings.Shards - 1) / settings.Shards;
    private readonly int[] _unfinished = new int[settings.Shards];

    /// <summary>Shards that have had their part, and since then never as little as half of it.</summary>
    private readonly bool[] _full = new bool[settings.Shards];

    private int _all;

    public bool IsAnyUnfinished => Volatile.Read(ref _all) > 0;

    /// <summary>
    /// How many more of a shard may be woken. Where its part was used up, none until half of it is free again: a backlog comes
    /// in bites, not one by one.
    /// </summary>
    public int Room(int shard)
    {
        lock (_lock) return _full[shard] ? 0 : _part - _unfinished[shard];
    }

    /// <summary>An account of the shard is woken, whether or not there is room: then the shard has more than its part.</summary>
    public void Begin(int shard)
    {
        lock (_lock)
        {
            _all++;
            if (++_unfinished[shard] >= _part) _full[shard] = true;
        }
    }

    /// <summary>What followed is stored, or nobody has looked.</summary>
    public void End(int shard)
    {
        lock (_lock)
        {
            _all--;
            if (--_unfinished[shard] > _part / 2 || !_full[shard]) return;
            _full[shard] = false;
        }
        roomAgain();
    }
}
