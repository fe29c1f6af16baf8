namespace ActorSync.Actors;

/// <summary>
/// A place at a receiver that an actor waits for: whoever comes first, the place or the actor's end, the place is used or given back.
/// </summary>
internal sealed class PendingPlace
{
    private readonly Lock _lock = new();
    private ISinkPlace? _place;
    private bool _abandoned;

    /// <summary>Tells the actor when the sink has answered.</summary>
    public async Task Await(ValueTask<ISinkPlace?> entering, Action<PendingPlace> arrived)
    {
        var place = await entering;
        lock (_lock)
        {
            _place = place;
            if (_abandoned) place?.Dispose();
        }
        arrived(this);
    }

    /// <summary>The place, for its actor to use; null when too many wait.</summary>
    public ISinkPlace? Take()
    {
        lock (_lock)
        {
            var place = _place;
            _place = null;
            return place;
        }
    }

    /// <summary>The actor ends.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            _abandoned = true;
            _place?.Dispose();
            _place = null;
        }
    }
}
