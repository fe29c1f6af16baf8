namespace ActorSync;

/// <summary>Why the journal refused an account's write. Closed: all refusals are here.</summary>
public abstract record AppendRefusal(AccountId Account)
{
    /// <summary>Somebody else owns the shard, or has written to the account (R25).</summary>
    public sealed record Fenced(AccountId Account) : AppendRefusal(Account);

    /// <summary>The submission's id belongs to another account's submission (R2).</summary>
    /// <param name="Submission">The id.</param>
    /// <param name="ReceivedAt">When its first submission came.</param>
    public sealed record IdTaken(AccountId Account, SubmissionId Submission, DateTimeOffset ReceivedAt) : AppendRefusal(Account);
}
