using System.Data.Common;
using Dapper;

namespace ActorSync.Storage;

/// <summary>A connection that writes. What it excludes, it excludes by the locks of the rows that it touches.</summary>
/// <param name="connection">Open; the session closes it.</param>
internal sealed class MySqlSession(DbConnection connection, Statements statements) : WriteSession(statements)
{
    private readonly MySqlRows _rows = new(connection, statements);
    private readonly string _begin = statements["transaction.begin"];
    private readonly string _commit = statements["transaction.commit"];
    private readonly string _rollback = statements["transaction.rollback"];
    private readonly string _take = statements["shard.take"];

    protected override DbConnection Connection => connection;

    public override void Dispose()
    {
        // The connection goes even when its statements cannot be closed, since the server is away.
        using (connection) _rows.Dispose();
    }

    internal override void Begin() => connection.Execute(_begin);

    internal override bool TryWrite(IReadOnlyList<AccountWrite> writes)
    {
        if (!_rows.AreCurrent(writes.Select(w => (w.Shard, w.Epoch))) || Numbered(writes) is not { } numbered) return false;
        try
        {
            _rows.Events(numbered);
            _rows.Registrations(numbered);
        }
        catch (Exception e) when (MySqlFailure.IsDuplicate(e))
        {
            return false;
        }
        _rows.Updates(_rows.Numbered(writes.SelectMany(w => w.Log.Updates), u => u.Delivery));
        _rows.Attempts(_rows.Numbered(writes.SelectMany(w => w.Log.Attempts), a => a.Delivery));
        _rows.Actions(_rows.Numbered(writes.SelectMany(w => w.Log.Actions), a => a.Delivery));
        _rows.Snapshots(numbered);
        return true;
    }

    protected override IReadOnlyList<IdClaim> Holders(IReadOnlyList<IdClaim> claims)
    {
        // Mostly every id is new, and then nothing has to be asked.
        if (_rows.Claims(claims) == claims.Count) return claims;
        var holders = _rows.Holders(claims);
        return [.. claims.Select(c => holders[c.Submission])];
    }

    protected override void Commit() => connection.Execute(_commit);

    protected override void Rollback()
    {
        _rows.Forget();
        connection.Execute(_rollback);
    }

    protected override long Raise(int shard) => connection.ExecuteScalar<long>(_take, new { shard });

    protected override bool WasRolledBack(Exception failure) => MySqlFailure.IsDeadlock(failure);

    /// <summary>
    /// The writes with their accounts' numbers, new ones where there are none; null when one does not go on where its account ended.
    /// </summary>
    private List<(long Account, AccountWrite Write)>? Numbered(IReadOnlyList<AccountWrite> writes)
    {
        AccountId[] accounts = [.. writes.Select(w => w.Account)];
        var rows = _rows.Accounts(accounts);
        if (writes.Index().Any(w => !w.Item.Events.IsEmpty && w.Item.Events[0].Sequence != (rows[w.Index]?.Last ?? 0) + 1)) return null;
        if (Array.Exists(rows, row => row is null))
        {
            _rows.NewAccounts(accounts.Where((_, i) => rows[i] is null));
            rows = _rows.Accounts(accounts);
        }
        return [.. writes.Select((w, i) => (rows[i]!.Value.Number, w))];
    }
}
