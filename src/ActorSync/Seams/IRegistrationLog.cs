namespace ActorSync;

/// <summary>Questions to the registration log (R19, R20). Answers may lag behind the accounts by what is not stored yet.</summary>
/// <remarks>Failures as for <see cref="IJournal"/>. Every question is answered from an index.</remarks>
public interface IRegistrationLog
{
    /// <summary>Every row of one submission, by ordinal; empty when the id is unknown.</summary>
    Task<IReadOnlyList<LogEntry>> Find(SubmissionId submission, CancellationToken cancellation);

    /// <summary>Rows that match, newest first.</summary>
    Task<LogPage> List(LogFilter filter, CancellationToken cancellation);

    /// <summary>The attempts of one submission, over all receivers, in order.</summary>
    Task<IReadOnlyList<LoggedAttempt>> Attempts(SubmissionId submission, CancellationToken cancellation);

    /// <summary>An account's events, in order: its whole timeline (R20).</summary>
    /// <param name="after">Sequence after which to begin; 0: at the beginning.</param>
    /// <param name="limit">Most events returned; from 1 up.</param>
    Task<IReadOnlyList<StoredEvent>> Events(AccountId account, long after, int limit, CancellationToken cancellation);

    /// <summary>What waits for time or for its turn in one shard, the longest due first (R24).</summary>
    /// <param name="after">Where the last page ended; null: at the beginning.</param>
    /// <param name="limit">Most rows returned; from 1 up.</param>
    Task<IReadOnlyList<OpenWork>> Open(int shard, OpenWork? after, int limit, CancellationToken cancellation);
}
