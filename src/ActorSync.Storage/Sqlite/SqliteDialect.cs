using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ActorSync.Storage;

/// <summary>A store in one file: write-ahead log, and every commit on the disk before it is answered.</summary>
internal sealed class SqliteDialect(SqliteSettings settings) : IDialect
{
    private readonly SqliteDatabase _database = new(settings);

    public Statements Statements => SqliteDatabase.Texts;

    public int Writers => 1;

    public void Prepare() => _database.Begin();

    public WriteSession Write()
    {
        var connection = _database.Open();
        try
        {
            Settle(connection);
            return new SqliteSession(connection, Statements, _database.Checkpointer, _database.Files);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>On the caller's thread: the driver is never asynchronous, and a question takes less than handing it over would.</summary>
    public Task<T> Read<T>(Func<DbConnection, T> question, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled<T>(cancellation);
        try
        {
            using var connection = _database.OpenForQuestions();
            return Task.FromResult(question(connection));
        }
        catch (Exception e)
        {
            return Task.FromException<T>(Translate(e));
        }
    }

    public Exception Translate(Exception failure) => _database.Translate(failure);

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Forces to the disk what an earlier failure may have left in the operating system's memory alone: an append that is
    /// repeated after a lost answer must not find its rows there and call them durable.
    /// </summary>
    private void Settle(SqliteConnection connection)
    {
        var code = sqlite3_wal_checkpoint_v2(connection.Handle, null, SQLITE_CHECKPOINT_FULL, out _, out _);
        // A tool that reads for long keeps pages from being moved; then the log itself is forced, and nobody waits for the tool.
        if (code is SQLITE_BUSY) connection.Execute(Statements["log.force"]);
        else SqliteException.ThrowExceptionForRC(code, connection.Handle);
    }
}
