namespace ActorSync.Actors;

/// <summary>What an account hears from its own node about its calls. Never leaves the process. Closed: all messages are here.</summary>
internal abstract record FromCall
{
    private FromCall() { }

    /// <summary>The sink has answered for one link.</summary>
    public sealed record Placed(Link Link, PendingPlace Place) : FromCall;

    /// <summary>A call has ended; null: it was broken off, and nobody knows.</summary>
    public sealed record Called(OpenCall Call, Attempt? Attempt) : FromCall;
}
