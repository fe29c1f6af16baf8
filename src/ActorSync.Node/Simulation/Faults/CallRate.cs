namespace ActorSync.Node.Simulation;

/// <summary>At most so many calls a second, with a burst of one second's worth.</summary>
internal sealed class CallRate
{
    private readonly Lock _lock = new();
    private double? _tokens;
    private DateTimeOffset _at;

    public bool TryTake(double? perSecond, DateTimeOffset now)
    {
        if (perSecond is not { } rate) return true;
        lock (_lock)
        {
            var most = Math.Max(1, rate);
            _tokens = Math.Min(most, _tokens is { } left ? left + Math.Max(0, (now - _at).TotalSeconds) * rate : most);
            _at = now;
            if (_tokens < 1) return false;
            _tokens--;
            return true;
        }
    }
}
