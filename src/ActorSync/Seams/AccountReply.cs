namespace ActorSync;

/// <summary>What an engine says to a command. Closed: all replies are here.</summary>
public abstract record AccountReply
{
    private AccountReply() { }

    /// <summary>Decided, and durable.</summary>
    public sealed record Decided(Answer Answer) : AccountReply;

    /// <summary>Not taken in: nothing was done.</summary>
    /// <param name="RetryAfter">When it may be worth asking again.</param>
    public sealed record Busy(TimeSpan RetryAfter) : AccountReply;

    /// <summary>Not taken in, since the account's shard is not this engine's any more: nothing was done.</summary>
    /// <param name="Why">For a person.</param>
    /// <param name="RetryAfter">When it may be worth asking again: until somebody has acted the answer stays the same.</param>
    public sealed record NotOwned(string Why, TimeSpan RetryAfter) : AccountReply;

    /// <summary>Taken in, but not known to be durable in time: it may yet be done. Ask again with the same id.</summary>
    public sealed record Unanswered(TimeSpan RetryAfter) : AccountReply;
}
