using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ActorSync.Storage;

/// <summary>
/// Moves committed pages from the write-ahead log into the database file on a thread of its own, since a checkpoint of a
/// thousand scattered pages would hold the writer, and with it every delivery, for tens of milliseconds: on its own thread
/// the 99th percentile of an append is half as long.
/// </summary>
/// <remarks>
/// Beside a writer that never rests a checkpoint never quite catches up, and the log begins anew only when one has. So once
/// in a while the writer itself moves the few pages that are left since the last checkpoint.
/// </remarks>
internal sealed class Checkpointer : IDisposable
{
    /// <summary>Pages after which the writer sees to it that the log can begin anew (64 MB).</summary>
    internal const int TooLong = 16_000;

    /// <summary>Pages after which a checkpoint is worth its two waits for the disk (32 MB): pages written many times meanwhile are moved once.</summary>
    private const int Worthwhile = 8_000;

    private readonly SqliteConnection _connection;
    private readonly AutoResetEvent _asked = new(false);
    private readonly Thread _thread;
    private int _sinceAsked;
    private int _length;
    private volatile bool _isStopped;

    /// <param name="connection">Open; closed with the checkpointer.</param>
    public Checkpointer(SqliteConnection connection)
    {
        _connection = connection;
        _thread = new Thread(Run) { IsBackground = true, Name = "store checkpointer" };
        _thread.Start();
    }

    /// <summary>The writer has committed pages; called on its thread.</summary>
    /// <param name="pages">How many.</param>
    /// <param name="writer">Its connection, now without a transaction.</param>
    public void Written(int pages, SqliteConnection writer)
    {
        _length += pages;
        _sinceAsked += pages;
        if (_length >= TooLong && RunOnce(writer) is { } left) _length = left;
        if (_sinceAsked < Worthwhile) return;
        _sinceAsked = 0;
        _asked.Set();
    }

    public void Dispose()
    {
        if (_isStopped) return;
        _isStopped = true;
        _asked.Set();
        _thread.Join();
        _asked.Dispose();
        _connection.Dispose();
    }

    /// <returns>The pages that the log has after it; null: it could not run, and the next one does its work.</returns>
    private static int? RunOnce(SqliteConnection connection) =>
        sqlite3_wal_checkpoint_v2(connection.Handle, null, SQLITE_CHECKPOINT_PASSIVE, out var length, out var moved) != SQLITE_OK ? null
            : moved == length ? 0 : length;

    private void Run()
    {
        for (_asked.WaitOne(); !_isStopped; _asked.WaitOne()) RunOnce(_connection);
    }
}
