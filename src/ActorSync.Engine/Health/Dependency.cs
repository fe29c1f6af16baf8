using System.Collections.Immutable;

namespace ActorSync.Engine;

/// <summary>Whether something that the engine needs is there, for `/ready` and for the loops that wait for it (R26).</summary>
public sealed class Dependency
{
    private readonly Lock _lock = new();
    private readonly Dependency _whole;
    private volatile ImmutableList<Dependency> _parts = [];
    private volatile string? _fault;

    public Dependency(string name) => (Name, _whole) = (name, this);

    private Dependency(Dependency whole) => (Name, _whole) = (whole.Name, whole);

    public string Name { get; }

    /// <summary>What is wrong; null while it works, with all its parts.</summary>
    public string? Fault => _fault ?? _parts.Find(p => p._fault is not null)?._fault;

    /// <summary>Raised when it works again after a fault.</summary>
    internal event Action? Returned;

    /// <summary>It has just worked.</summary>
    public void Works()
    {
        if (_fault is null) return;
        lock (_whole._lock)
        {
            if (_fault is null) return;
            _fault = null;
            if (_whole.Fault is not null) return;
        }
        _whole.Returned?.Invoke();
    }

    /// <returns>True when it worked before.</returns>
    public bool Fails(string fault)
    {
        lock (_whole._lock)
        {
            var worked = _whole.Fault is null;
            _fault = fault;
            return worked;
        }
    }

    /// <summary>
    /// One of several ways to it: any of them may be stuck while the others work, and as long as one is, the whole does not work.
    /// </summary>
    internal Dependency Part()
    {
        var part = new Dependency(_whole);
        lock (_whole._lock) _whole._parts = _whole._parts.Add(part);
        return part;
    }
}
