using System.Data.Common;

namespace ActorSync.Storage;

/// <summary>
/// One connection that writes, used by one thread at a time. When to write what is decided here, the same for every
/// dialect; the dialect writes rows.
/// </summary>
internal abstract class WriteSession(Statements statements) : IDisposable
{
    protected abstract DbConnection Connection { get; }

    /// <summary><see cref="IJournal.Take"/>.</summary>
    public abstract long Take(int shard);

    /// <summary>
    /// <see cref="IJournal.Append"/>. Writes first and asks later: only when something stands in the way is it read what.
    /// </summary>
    public IReadOnlyList<AppendRefusal> Append(IReadOnlyList<AccountWrite> writes)
    {
        using (var transaction = Begin())
        {
            if (TryWrite(writes))
            {
                Commit(transaction);
                return [];
            }
        }
        return AppendJudged(writes);
    }

    public abstract void Dispose();

    /// <summary>Begins a transaction that excludes every other writer. Disposing it without a commit rolls it back.</summary>
    internal virtual DbTransaction Begin() => Connection.BeginTransaction();

    /// <summary>
    /// Writes everything that the writes say, within the transaction that has begun. False when an epoch is not current, a sequence is
    /// not the account's next, or a submission's id is there already: then the transaction is to be rolled back.
    /// </summary>
    internal abstract bool TryWrite(IReadOnlyList<AccountWrite> writes);

    internal virtual void Commit(DbTransaction transaction) => transaction.Commit();

    private IReadOnlyList<AppendRefusal> AppendJudged(IReadOnlyList<AccountWrite> writes)
    {
        using var transaction = Begin();
        var verdict = AppendJudge.Judge(writes, AppendFacts.Read(statements, Connection, transaction, writes));
        if (verdict.Refusals.Count > 0) return verdict.Refusals;
        if (!TryWrite(verdict.Missing))
            throw new InvalidOperationException("append: expected nothing in the way of writes that were judged free, found a conflict; does one account write an id twice?");
        Commit(transaction);
        return [];
    }
}
