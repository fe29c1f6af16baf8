using System.Data.Common;

namespace ActorSync.Storage;

/// <summary>A connection of the delay queue.</summary>
/// <param name="connection">Open; the session closes it.</param>
internal sealed class DelaySession(DbConnection connection, Statements statements) : IDisposable
{
    private readonly PreparedRows _rows = new(connection, statements);

    public DbConnection Connection => connection;

    public void Write(string operation, IEnumerable<DelayEntry> entries) => _rows.Json(operation).Write(
        entries, (row, e) => row.Add(e.Shard).Add(e.Account.Value).Add(Milliseconds.AtOrAfter(e.Due)).Add(e.Lease));

    public void Dispose()
    {
        // The connection goes even when its statements cannot be closed, since the server is away.
        using (connection) _rows.Dispose();
    }
}
