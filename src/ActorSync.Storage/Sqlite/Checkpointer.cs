using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ActorSync.Storage;

/// <summary>
/// Moves committed pages from the write-ahead log into the database file on a thread of its own, since a checkpoint of a
/// thousand scattered pages would hold the writer, and with it every delivery, for tens of milliseconds: on its own thread
/// the 99th percentile of an append is half as long.
/// </summary>
/// <remarks>
/// Beside a writer that never rests a checkpoint never quite catches up, and the log begins anew only when one has. So when one
/// has ended the writer itself moves what came meanwhile: that is little, since it is done at once.
/// </remarks>
internal sealed class Checkpointer : IDisposable
{
    /// <summary>
    /// Pages after which a checkpoint is worth its two waits for the disk (32 MB): pages written many times meanwhile are moved once.
    /// </summary>
    internal const int Worthwhile = 8_000;

    private readonly SqliteConnection _connection;
    private readonly AutoResetEvent _asked = new(false);
    private readonly Thread _thread;
    private int _sinceAsked;
    private volatile bool _hasEnded;
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
        if (_hasEnded)
        {
            _hasEnded = false;
            RunOnce(writer);
        }
        _sinceAsked += pages;
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

    /// <summary>When it cannot run the next one does its work.</summary>
    private static void RunOnce(SqliteConnection connection) =>
        sqlite3_wal_checkpoint_v2(connection.Handle, null, SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    private void Run()
    {
        for (_asked.WaitOne(); !_isStopped; _asked.WaitOne())
        {
            RunOnce(_connection);
            _hasEnded = true;
        }
    }
}
