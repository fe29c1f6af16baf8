using System.Data.Common;

namespace ActorSync.Storage;

/// <summary>
/// One connection that writes, used by one thread at a time. When to write what is decided here, the same for every
/// dialect; the dialect writes rows.
/// </summary>
internal abstract class WriteSession(Statements statements) : IDisposable
{
    /// <summary>How often an append is begun anew because of other sessions.</summary>
    private const int MaxTries = 5;

    /// <summary>Submissions that a message names.</summary>
    private const int MaxNamed = 3;

    protected abstract DbConnection Connection { get; }

    /// <summary>What has begun, where the driver wants to be told with each statement.</summary>
    protected virtual DbTransaction? Transaction => null;

    private AppendQuestions Questions => new(statements, Connection, Transaction);

    /// <summary><see cref="IJournal.Take"/>.</summary>
    public long Take(int shard)
    {
        Begin();
        var epoch = Raise(shard);
        Commit();
        return epoch;
    }

    /// <summary>
    /// <see cref="IJournal.Append"/>. Writes first and asks later: only when something stands in the way is it read what.
    /// </summary>
    public IReadOnlyList<AppendRefusal> Append(IReadOnlyList<AccountWrite> writes)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return AppendOnce(writes);
            }
            catch (Exception e) when (tries < MaxTries && WasRolledBack(e))
            {
                // Two sessions waited for each other, and the database has let the other go on.
                Rollback();
            }
        }
    }

    /// <summary><see cref="SqlStore.Project"/>.</summary>
    public bool Project(IReadOnlyList<AccountWrite> writes, string projection, JournalProgress progress)
    {
        Begin();
        if (TryWrite(writes))
        {
            new Projecting(statements, Connection, Transaction).Advance(projection, progress);
            Commit();
            return true;
        }
        Rollback();
        // Anew, so that nothing of these writes is among what is found.
        Begin();
        var (epochs, holders) = (Questions.Epochs(), Questions.Holders(writes));
        Rollback();
        if (writes.Any(w => w.Epoch != epochs[w.Shard])) return false;
        throw NotNew(projection, holders);
    }

    /// <summary><see cref="SqlStore.Claim"/>.</summary>
    public IReadOnlyList<IdClaim> Claim(IReadOnlyList<IdClaim> claims)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Begin();
                var holders = Holders(claims);
                Commit();
                return holders;
            }
            catch (Exception e) when (tries < MaxTries && WasRolledBack(e))
            {
                // Another node claims some of the same ids, and the database has let it go on.
                Rollback();
            }
        }
    }

    /// <summary>After an exception this is all that may be called: it rolls back what has begun.</summary>
    public abstract void Dispose();

    /// <summary>Begins a transaction that excludes every other writer of these shards.</summary>
    internal abstract void Begin();

    /// <summary>
    /// Writes everything that the writes say, within the transaction that has begun. False when an epoch is not current, a sequence is
    /// not the account's next, or a submission's id is there already: then the transaction is to be rolled back.
    /// </summary>
    internal abstract bool TryWrite(IReadOnlyList<AccountWrite> writes);

    /// <summary>
    /// Claims ids within the transaction that has begun; those that were claimed before keep their first holder. One by one,
    /// unless a server has to be asked.
    /// </summary>
    /// <returns>For each claim, the one that holds.</returns>
    protected virtual IReadOnlyList<IdClaim> Holders(IReadOnlyList<IdClaim> claims) =>
        new Projecting(statements, Connection, Transaction).Claim(claims);

    protected abstract void Commit();

    /// <summary>Ends the transaction without a trace, also one that the database has ended already.</summary>
    protected abstract void Rollback();

    /// <summary>Raises a shard's epoch within the transaction that has begun.</summary>
    protected abstract long Raise(int shard);

    /// <summary>Whether the database has ended the transaction in favour of another, so that it may be begun anew.</summary>
    protected virtual bool WasRolledBack(Exception failure) => false;

    private IReadOnlyList<AppendRefusal> AppendOnce(IReadOnlyList<AccountWrite> writes)
    {
        Begin();
        if (TryWrite(writes))
        {
            Commit();
            return [];
        }
        Rollback();
        return AppendJudged(writes);
    }

    private IReadOnlyList<AppendRefusal> AppendJudged(IReadOnlyList<AccountWrite> writes)
    {
        // What another session has written since the facts were read stands among the facts of the next try.
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            Begin();
            var verdict = AppendJudge.Judge(writes, AppendFacts.Read(Questions, writes));
            if (verdict.Refusals.Count == 0 && TryWrite(verdict.Missing))
            {
                Commit();
                return [];
            }
            Rollback();
            if (verdict.Refusals.Count > 0) return verdict.Refusals;
        }
        throw new InvalidOperationException("append: expected nothing in the way of writes that were judged free, found a conflict; "
            + "does one account write an id twice?");
    }

    private static InvalidOperationException NotNew(string projection, IReadOnlyDictionary<SubmissionId, IdHolder> holders)
    {
        var found = holders.Take(MaxNamed).Select(h => $"{h.Key} of account {h.Value.Account}").DefaultIfEmpty("one twice");
        return new($"projection {projection}: expected submissions that are not in the log, found {string.Join(", ", found)}");
    }
}
