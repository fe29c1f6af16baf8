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

    /// <summary>How long a call waits for a lock, which only a foreign tool that writes can hold.</summary>
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(2);

    private static readonly Statements Texts = Statements.In("Sqlite/Statements");
    private static readonly Migrations Migrations = new(Texts, "Sqlite/Migrations");

    private FileLock? _lock;
    private Checkpointer? _checkpointer;

    public Statements Statements => Texts;

    public void Prepare()
    {
        SqliteLibrary.Choose();
        _lock = FileLock.Take(settings.Path);
        using var connection = Open(SqliteOpenMode.ReadWriteCreate);
        IsOurs(connection);
        var mode = connection.ExecuteScalar<string>("pragma journal_mode = wal");
        if (mode != "wal") throw new StoreUnavailableException($"store {settings.Path}: expected journal mode wal, found {mode}; is it on a network drive?");
        connection.Execute("begin immediate");
        Migrations.Apply(connection, settings.Path);
        CheckShards(connection);
        connection.Execute("commit");
        _checkpointer = new(Open(SqliteOpenMode.ReadWrite));
    }

    public WriteSession Write()
    {
        var connection = Open(SqliteOpenMode.ReadWrite);
        try
        {
            if (!IsOurs(connection)) throw StoreRefusedException.NotActorSync(settings.Path, "an empty database");
            Settle(connection);
            return new SqliteSession(connection, Statements, _checkpointer!);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public DbConnection Read() => new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly, isPooled: true));

    public Exception Explain(Exception failure) =>
        failure is SqliteException e ? SqliteFailure.Explain(e, settings.Path, isOpening: _checkpointer is null) : failure;

    public void Dispose()
    {
        // The checkpointer's is then the last connection: closing it moves the whole log into the database file.
        if (_lock is not null) SqliteConnection.ClearPool((SqliteConnection)Read());
        _checkpointer?.Dispose();
        _lock?.Dispose();
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(ConnectionString(mode, isPooled: false));
        try
        {
            connection.Open();
            connection.Execute("""
                pragma busy_timeout = 2000;
                pragma synchronous = full;
                pragma wal_autocheckpoint = 0;
                pragma journal_size_limit = 67108864;
                pragma cache_size = -65536;
                pragma secure_delete = off;
                """);
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

    /// <summary>False for a new file. One of something else is refused, before anything in it is changed.</summary>
    private bool IsOurs(SqliteConnection connection)
    {
        var application = connection.ExecuteScalar<long>("pragma application_id");
        if (application == ApplicationId) return true;
        var tables = connection.ExecuteScalar<long>(Statements["schema.tables"], new { name = (string?)null });
        if (application == 0 && tables == 0) return false;
        throw StoreRefusedException.NotActorSync(settings.Path, $"a SQLite database of something else: {tables} tables, application id {application}");
    }

    private void CheckShards(SqliteConnection connection)
    {
        var shards = connection.ExecuteScalar<long>(Statements["shard.count"]);
        if (shards == 0) connection.Execute(Statements["shard.create"], new { shards = settings.Shards });
        else if (shards != settings.Shards) throw StoreRefusedException.OtherShards(settings.Path, shards, settings.Shards);
    }

    /// <summary>
    /// Forces to the disk what an earlier failure may have left in the operating system's memory alone: an append that is
    /// repeated after a lost answer must not find its rows there and call them durable.
    /// </summary>
    private static void Settle(SqliteConnection connection) =>
        SqliteException.ThrowExceptionForRC(sqlite3_wal_checkpoint_v2(connection.Handle, null, SQLITE_CHECKPOINT_FULL, out _, out _), connection.Handle);
}
