namespace ActorSync.Delivering;

/// <summary>
/// At most so many calls a second, evenly spread with a burst of one second's worth (R17): a token bucket without clock or lock.
/// </summary>
/// <remarks>Its times are those of a clock that only goes forward: one that is set back would end all calls for as long.</remarks>
/// <param name="perSecond">Above 0; null: no limit.</param>
internal sealed class Rate(double? perSecond)
{
    private double _tokens = Math.Max(1, perSecond ?? 0);
    private TimeSpan? _at;

    /// <summary>When the next call may start, if not now.</summary>
    public TimeSpan? TryTake(TimeSpan now)
    {
        if (perSecond is not { } rate) return null;
        if (_at is { } at && now > at) _tokens = Math.Min(Math.Max(1, rate), _tokens + (now - at).TotalSeconds * rate);
        if (_at is null || now > _at) _at = now;
        if (_tokens >= 1)
        {
            _tokens--;
            return null;
        }
        return now + TimeSpan.FromSeconds((1 - _tokens) / rate) + TimeSpan.FromMilliseconds(1);
    }

    /// <summary>A call that was let in did not take place.</summary>
    public void Return() => _tokens++;
}
