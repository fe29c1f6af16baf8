namespace ActorSync;

/// <summary>A store, delay queue or broker is away or busy: the same call may work later (R26).</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException() { }

    public StoreUnavailableException(string message) : base(message) { }

    public StoreUnavailableException(string message, Exception inner) : base(message, inner) { }
}
