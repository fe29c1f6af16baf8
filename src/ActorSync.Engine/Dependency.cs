namespace ActorSync.Engine;

/// <summary>Whether something that the engine needs is there, for `/ready` and for the loops that wait for it (R26).</summary>
public sealed class Dependency(string name)
{
    private volatile string? _fault;

    public string Name => name;

    /// <summary>What is wrong; null while it works.</summary>
    public string? Fault => _fault;

    /// <summary>Raised when it works again after a fault.</summary>
    internal event Action? Returned;

    /// <summary>It has just worked.</summary>
    public void Works()
    {
        if (Interlocked.Exchange(ref _fault, null) is not null) Returned?.Invoke();
    }

    /// <returns>True when it worked before.</returns>
    public bool Fails(string fault) => Interlocked.Exchange(ref _fault, fault) is null;
}
