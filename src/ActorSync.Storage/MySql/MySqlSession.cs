using System.Data.Common;
using Dapper;

namespace ActorSync.Storage;

/// <summary>A connection that writes. What it excludes, it excludes by the locks of the rows that it touches.</summary>
/// <param name="connection">Open; the session closes it.</param>
internal sealed class MySqlSession(DbConnection connection, Statements statements) : WriteSession(statements)
{
    private readonly MySqlRows _rows = new(connection, statements);
    private readonly string _take = statements["shard.take"];

    protected override DbConnection Connection => connection;

    public override void Dispose()
    {
        _rows.Dispose();
        connection.Dispose();
    }

    internal override void Begin() => connection.Execute("start transaction");

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
        _rows.Updates(writes);
        _rows.Attempts(writes);
        _rows.Actions(writes);
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

    protected override void Commit() => connection.Execute("commit");

    protected override void Rollback() => connection.Execute("rollback");

    protected override long Raise(int shard) => connection.ExecuteScalar<long>(_take, new { shard });

    protected override bool WasRolledBack(Exception failure) => MySqlFailure.IsDeadlock(failure);

    /// <summary>The writes with their accounts' numbers, new ones where there are none; null when one does not go on where its account ended.</summary>
    private List<(long Account, AccountWrite Write)>? Numbered(IReadOnlyList<AccountWrite> writes)
    {
        var numbers = _rows.Numbers([.. writes.Select(w => w.Account)]);
        var isNext = writes.Index().All(w => w.Item.Events.IsEmpty || w.Item.Events[0].Sequence == numbers.GetValueOrDefault(w.Index).Sequence + 1);
        if (!isNext) return null;
        var unknown = writes.Index().Where(w => !numbers.ContainsKey(w.Index)).ToList();
        if (unknown.Count > 0)
        {
            AccountId[] accounts = [.. unknown.Select(w => w.Item.Account)];
            _rows.NewAccounts(accounts);
            foreach (var (place, found) in _rows.Numbers(accounts)) numbers.Add(unknown[place].Index, found);
        }
        return [.. writes.Select((w, i) => (numbers[i].Number, w))];
    }
}
