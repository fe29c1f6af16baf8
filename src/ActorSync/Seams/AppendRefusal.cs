namespace ActorSync;

/// <summary>Why the journal refused an account's write. Closed: all refusals are here.</summary>
public abstract record AppendRefusal(AccountId Account)
{
    /// <summary>Somebody else has taken the shard over since (R25).</summary>
    public sealed record Fenced(AccountId Account) : AppendRefusal(Account);

    /// <summary>
    /// Nobody else has the shard, but the store holds something else than what was written under this epoch or before: it was put
    /// back to an older state, or changed by hand.
    /// </summary>
    public sealed record OutOfStep(AccountId Account) : AppendRefusal(Account);

    /// <summary>The submission's id belongs to another account's submission (R2).</summary>
    /// <param name="Submission">The id.</param>
    /// <param name="ReceivedAt">When its first submission came.</param>
    public sealed record IdTaken(AccountId Account, SubmissionId Submission, DateTimeOffset ReceivedAt) : AppendRefusal(Account);
}
