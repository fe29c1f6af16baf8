namespace ActorSync.Benchmarks.Growth;

/// <summary>Points that have a node each.</summary>
internal sealed class Points<T> : IAsyncDisposable where T : IAsyncDisposable
{
    private readonly List<T> _owners = [];
    private readonly List<Point> _points = [];

    /// <summary>What the points stand on, in their order.</summary>
    public IReadOnlyList<T> Owners => _owners;

    public IReadOnlyList<Point> List => _points;

    public void Add(T owner, Func<T, Point> point)
    {
        _owners.Add(owner);
        _points.Add(point(owner));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var point in _points) point.Dispose();
        foreach (var owner in _owners) await owner.DisposeAsync();
    }
}
