using System.Data.Common;

namespace ActorSync.Storage;

/// <summary>
/// One connection that writes, used by one thread at a time. When to write what is decided here, the same for every
/// dialect; the dialect writes rows.
/// </summary>
internal abstract class WriteSession(Statements statements) : IDisposable
{
    protected abstract DbConnection Connection { get; }

    /// <summary>What has begun, where the driver wants to be told with each statement.</summary>
    protected virtual DbTransaction? Transaction => null;

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
        Begin();
        if (TryWrite(writes))
        {
            Commit();
            return [];
        }
        Rollback();
        return AppendJudged(writes);
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

    protected abstract void Commit();

    protected abstract void Rollback();

    /// <summary>Raises a shard's epoch within the transaction that has begun.</summary>
    protected abstract long Raise(int shard);

    private IReadOnlyList<AppendRefusal> AppendJudged(IReadOnlyList<AccountWrite> writes)
    {
        Begin();
        var verdict = AppendJudge.Judge(writes, AppendFacts.Read(statements, Connection, Transaction, writes));
        if (verdict.Refusals.Count > 0)
        {
            Rollback();
            return verdict.Refusals;
        }
        if (!TryWrite(verdict.Missing))
            throw new InvalidOperationException("append: expected nothing in the way of writes that were judged free, found a conflict; does one account write an id twice?");
        Commit();
        return [];
    }
}
