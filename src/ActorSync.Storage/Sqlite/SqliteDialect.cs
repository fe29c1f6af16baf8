using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ActorSync.Storage;

/// <summary>A store in one file: write-ahead log, and every commit on the disk before it is answered.</summary>
internal sealed class SqliteDialect(SqliteSettings settings) : IDialect
{
    /// <summary>'ASYN'; set by the first migration.</summary>
    private const long ApplicationId = 0x4153594e;

    /// <summary>How long a question waits for a lock; `connection.open.sql` says the same for what writes.</summary>
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(2);

    private static readonly Statements Texts = Statements.In("Sqlite/Statements");
    private static readonly Migrations Migrations = new(Texts, "Sqlite/Migrations");

    private FileLock? _lock;
    private Checkpointer? _checkpointer;
    private OpenedFiles? _files;

    public Statements Statements => Texts;

    public int Writers => 1;

    public void Prepare()
    {
        SqliteLibrary.Choose();
        _lock = FileLock.Take(settings.Path);
        using var connection = Open(SqliteOpenMode.ReadWriteCreate);
        RefuseForeign(connection);
        var mode = connection.ExecuteScalar<string>("pragma journal_mode = wal");
        if (mode != "wal")
            throw new StoreUnavailableException(
                $"store {settings.Path}: expected journal mode wal, found {mode}; is it on a network drive?");
        connection.Execute("begin immediate");
        Migrations.Apply(connection, settings.Path);
        ShardRows.Check(connection, Texts, settings.Path, settings.Shards);
        connection.Execute("commit");
        var kept = Open(SqliteOpenMode.ReadWrite);
        // A question opens the log, and so keeps it: as long as a connection has it open, SQLite does not begin another file.
        _ = ApplicationOf(kept);
        _checkpointer = new(kept);
        _files = new(settings.Path);
    }

    public WriteSession Write()
    {
        _files!.Check();
        var connection = Open(SqliteOpenMode.ReadWrite);
        try
        {
            RefuseForeign(connection);
            if (IsNew(connection)) throw StoreRefusedException.NotActorSync(settings.Path, "an empty database");
            Settle(connection);
            return new SqliteSession(connection, Statements, _checkpointer!, _files);
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
            _files!.Check();
            using var connection = Reader();
            connection.Open();
            return Task.FromResult(question(connection));
        }
        catch (Exception e)
        {
            return Task.FromException<T>(Translate(e));
        }
    }

    public Exception Translate(Exception failure) =>
        failure is SqliteException e ? SqliteFailure.Translate(e, settings.Path, isOpening: _checkpointer is null) : failure;

    public ValueTask DisposeAsync()
    {
        // The checkpointer's is then the last connection: closing it moves the whole log into the database file.
        if (_lock is not null) SqliteConnection.ClearPool(Reader());
        _checkpointer?.Dispose();
        _lock?.Dispose();
        return ValueTask.CompletedTask;
    }

    private SqliteConnection Reader() => new(ConnectionString(SqliteOpenMode.ReadOnly, isPooled: true));

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(ConnectionString(mode, isPooled: false));
        try
        {
            connection.Open();
            connection.Execute(Statements["connection.open"]);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private string ConnectionString(SqliteOpenMode mode, bool isPooled) => new SqliteConnectionStringBuilder
    {
        DataSource = settings.Path, Mode = mode, Pooling = isPooled, DefaultTimeout = (int)LockWait.TotalSeconds,
    }.ToString();

    /// <summary>Before anything in it is changed.</summary>
    /// <exception cref="StoreRefusedException">It is a database of something else.</exception>
    private void RefuseForeign(SqliteConnection connection)
    {
        var application = ApplicationOf(connection);
        if (application == ApplicationId || IsNew(connection)) return;
        throw StoreRefusedException.NotActorSync(
            settings.Path, $"a SQLite database of something else: {TablesIn(connection)} tables, application id {application}");
    }

    /// <summary>Whether nobody has written anything to the file yet.</summary>
    private static bool IsNew(SqliteConnection connection) => ApplicationOf(connection) == 0 && TablesIn(connection) == 0;

    private static long ApplicationOf(SqliteConnection connection) => connection.ExecuteScalar<long>("pragma application_id");

    private static long TablesIn(SqliteConnection connection) =>
        connection.ExecuteScalar<long>(Texts["schema.tables"], new { name = (string?)null });

    /// <summary>
    /// Forces to the disk what an earlier failure may have left in the operating system's memory alone: an append that is
    /// repeated after a lost answer must not find its rows there and call them durable.
    /// </summary>
    private static void Settle(SqliteConnection connection)
    {
        var code = sqlite3_wal_checkpoint_v2(connection.Handle, null, SQLITE_CHECKPOINT_FULL, out _, out _);
        // A tool that reads for long keeps pages from being moved; then the log itself is forced, and nobody waits for the tool.
        if (code is SQLITE_BUSY) connection.Execute(Texts["log.force"]);
        else SqliteException.ThrowExceptionForRC(code, connection.Handle);
    }
}
