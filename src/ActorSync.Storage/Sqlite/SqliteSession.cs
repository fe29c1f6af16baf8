using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorSync.Storage;

/// <summary>The connection that writes.</summary>
internal sealed class SqliteSession : WriteSession
{
    private readonly SqliteConnection _connection;
    private readonly SqliteRows _rows;
    private readonly Checkpointer _checkpointer;
    private readonly OpenedFiles _files;

    /// <param name="connection">Open; the session closes it.</param>
    public SqliteSession(SqliteConnection connection, Statements statements, Checkpointer checkpointer, OpenedFiles files)
        : base(statements)
    {
        (_connection, _checkpointer, _files) = (connection, checkpointer, files);
        _rows = new(connection, statements);
    }

    protected override DbConnection Connection => _connection;

    public override void Dispose()
    {
        _rows.Dispose();
        _connection.Dispose();
    }

    // Not the driver's transactions: they fail to end when SQLite has rolled back by itself, as on a full disk.
    internal override void Begin() => _rows.Begin();

    internal override bool TryWrite(IReadOnlyList<AccountWrite> writes) =>
        writes.Select(w => (w.Shard, w.Epoch)).Distinct().All(s => _rows.IsCurrent(s.Shard, s.Epoch)) && writes.All(TryWrite);

    protected override void Commit()
    {
        _rows.Commit();
        // Afterwards: they may have moved while the disk was waited for, and what is answered now must be found there again.
        _files.Check();
        raw.sqlite3_db_status(_connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        _checkpointer.Written(pages, _connection);
    }

    protected override void Rollback() => _rows.Rollback();

    protected override long Raise(int shard) => _rows.Raise(shard);

    private bool TryWrite(AccountWrite write)
    {
        var account = _rows.Account(write.Account);
        if (!_rows.Events(account, write)) return false;
        foreach (var row in write.Log.Rows)
            if (!_rows.Row(account.Number, write.Shard, row)) return false;
        foreach (var update in write.Log.Updates) _rows.Update(update);
        foreach (var attempt in write.Log.Attempts) _rows.Attempt(attempt);
        foreach (var action in write.Log.Actions) _rows.Action(action);
        if (write.Snapshot is { } snapshot) _rows.Snapshot(account.Number, write, snapshot);
        return true;
    }
}
