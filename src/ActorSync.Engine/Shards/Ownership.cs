namespace ActorSync.Engine;

/// <summary>Which shards the engine does not own, and why not: while there is one, its <see cref="Dependency"/> says so.</summary>
/// <param name="dependency">Whether the engine owns its shards.</param>
/// <param name="lost">Hears of a shard that is this engine's no more.</param>
internal sealed class Ownership(Dependency dependency, Action<int> lost)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, string> _faults = [];

    /// <summary>From now on the shard counts, though nobody has tried yet to take it over.</summary>
    public void Wanted(int shard) => Note(shard, $"shard {shard} is not taken over yet");

    public void Taken(int shard)
    {
        lock (_lock)
        {
            _faults.Remove(shard);
            Say();
        }
    }

    /// <summary>The shard cannot be owned yet.</summary>
    /// <returns>Whether this is news.</returns>
    public bool NotTaken(int shard, string fault) => Note(shard, $"shard {shard} cannot be taken over: {fault}");

    /// <summary>The shard is this engine's no more, and will not be before a start.</summary>
    public void Lost(int shard, string fault)
    {
        Note(shard, fault);
        lost(shard);
    }

    private bool Note(int shard, string fault)
    {
        lock (_lock)
        {
            var isNews = _faults.GetValueOrDefault(shard) != fault;
            _faults[shard] = fault;
            Say();
            return isNews;
        }
    }

    private void Say()
    {
        if (_faults.Count == 0) dependency.Works();
        else dependency.Fails(_faults.First().Value);
    }
}
