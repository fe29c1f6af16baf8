using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ActorSync.Storage;

/// <summary>
/// Moves committed pages from the write-ahead log into the database file on a thread of its own, since a checkpoint of a
/// thousand scattered pages would hold the writer, and with it every delivery, for tens of milliseconds.
/// </summary>
/// <remarks>
/// Beside a writer that never rests a checkpoint never quite catches up, and the log begins anew only when one has. So when
/// the log is long, the writer itself moves the few pages that are left since the last checkpoint.
/// </remarks>
internal sealed class Checkpointer : IDisposable
{
    /// <summary>Pages written after which a checkpoint is worth its two waits for the disk (4 MB).</summary>
    private const int Worthwhile = 1_000;

    /// <summary>Pages in the log from which on the writer helps (64 MB).</summary>
    internal const int TooLong = 16_000;

    private readonly SqliteConnection _connection;
    private readonly AutoResetEvent _asked = new(false);
    private readonly Thread _thread;
    private int _written;
    private volatile bool _isLong;
    private volatile bool _isStopped;

    /// <param name="connection">Open; closed with the checkpointer.</param>
    public Checkpointer(SqliteConnection connection)
    {
        _connection = connection;
        _thread = new Thread(Run) { IsBackground = true, Name = "store checkpointer" };
        _thread.Start();
    }

    /// <summary>The writer has committed pages.</summary>
    /// <param name="writer">Its connection, now without a transaction.</param>
    public void Written(int pages, SqliteConnection writer)
    {
        if (_isLong) RunOnce(writer);
        _written += pages;
        if (_written < Worthwhile) return;
        _written = 0;
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

    /// <summary>Cannot fail: what could not be moved now stays in the log, and the next one moves it.</summary>
    internal void RunOnce(SqliteConnection connection)
    {
        if (sqlite3_wal_checkpoint_v2(connection.Handle, null, SQLITE_CHECKPOINT_PASSIVE, out var length, out _) == SQLITE_OK)
            _isLong = length >= TooLong && connection == _connection;
    }

    private void Run()
    {
        for (_asked.WaitOne(); !_isStopped; _asked.WaitOne()) RunOnce(_connection);
    }
}
