using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorSync.Storage;

/// <summary>One database file: opens connections to it, and sees to it once that its schema has this program's form.</summary>
internal sealed class SqliteDatabase(SqliteSettings settings) : IDisposable
{
    public static readonly Statements Texts = Statements.In("Sqlite/Statements");

    /// <summary>'ASYN'; set by the first migration.</summary>
    private const long ApplicationId = 0x4153594e;

    /// <summary>How long a question waits for a lock; `connection.open.sql` says the same for what writes.</summary>
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(2);

    private static readonly Migrations Migrations = new(Texts, "Sqlite/Migrations");

    private readonly Lock _preparing = new();
    private FileLock? _lock;
    private volatile Checkpointer? _checkpointer;
    private OpenedFiles? _files;
    private HashSet<string> _schema = [];
    private volatile bool _isOpening = true;

    public OpenedFiles Files => _files!;

    public Checkpointer Checkpointer => _checkpointer!;

    /// <summary>The store is being opened. A disk that is full is left for later: whoever opens a connection finds out.</summary>
    /// <exception cref="StoreRefusedException">It cannot be used as it is.</exception>
    public void Begin()
    {
        SqliteLibrary.Choose();
        try
        {
            Prepare();
        }
        catch (Exception e)
        {
            if (Translate(e) is not StoreUnavailableException && !LacksFiles(e)) throw;
        }
        _isOpening = false;
    }

    /// <summary>A connection that writes, to a store that is in form.</summary>
    public SqliteConnection Open()
    {
        Prepare();
        Files.Check();
        var connection = Open(SqliteOpenMode.ReadWrite);
        try
        {
            RefuseForeign(connection);
            if (IsNew(connection)) throw StoreRefusedException.NotActorSync(settings.Path, "an empty database");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A connection that asks, to a store that is in form. Kept for the next question when it is closed.</summary>
    public SqliteConnection OpenForQuestions()
    {
        Prepare();
        Files.Check();
        var connection = Reader();
        connection.Open();
        return connection;
    }

    public Exception Translate(Exception failure)
    {
        var translated = SqliteFailure.Translate(failure, settings.Path, _isOpening);
        return translated is SqliteException e && !_isOpening && !HasItsForm() ? SqliteFailure.OutOfForm(e, settings.Path) : translated;
    }

    public void Dispose()
    {
        // The checkpointer's is then the last connection: closing it moves the whole log into the database file.
        if (_lock is not null) SqliteConnection.ClearPool(Reader());
        _checkpointer?.Dispose();
        _lock?.Dispose();
    }

    /// <summary>Whether SQLite found no room for its log, or another of its files.</summary>
    private bool LacksFiles(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: raw.SQLITE_CANTOPEN } && FileLock.HasNoRoomBeside(settings.Path);

    private void Prepare()
    {
        if (_checkpointer is not null) return;
        lock (_preparing)
        {
            if (_checkpointer is not null) return;
            _lock ??= FileLock.Take(settings.Path);
            using var connection = Open(SqliteOpenMode.ReadWriteCreate);
            Migrate(connection);
            var kept = Open(SqliteOpenMode.ReadWrite);
            // A question opens the log, and so keeps it: as long as a connection has it open, SQLite does not begin another file.
            _schema = SchemaOf(kept);
            _files = new(settings.Path, raw.sqlite3_db_filename(kept.Handle, "main").utf8_to_string());
            _checkpointer = new(kept);
        }
    }

    private void Migrate(SqliteConnection connection)
    {
        RefuseForeign(connection);
        var mode = connection.ExecuteScalar<string>("pragma journal_mode = wal");
        if (mode != "wal")
            throw new StoreUnavailableException(
                $"store {settings.Path}: expected journal mode wal, found {mode}; is it on a network drive?");
        connection.Execute("begin immediate");
        Migrations.Apply(connection, settings.Path);
        ShardRows.Check(connection, Texts, settings.Path, settings.Shards);
        connection.Execute("commit");
    }

    private SqliteConnection Reader() => new(ConnectionString(SqliteOpenMode.ReadOnly, isPooled: true));

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(ConnectionString(mode, isPooled: false));
        try
        {
            connection.Open();
            connection.Execute(Texts["connection.open"]);
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

    private static HashSet<string> SchemaOf(SqliteConnection connection) => [.. connection.Query<string>(Texts["schema.form"])];

    /// <summary>Whether all that it was opened with is still there; also when that cannot be told.</summary>
    private bool HasItsForm()
    {
        if (_checkpointer is null) return true;
        try
        {
            using var connection = OpenForQuestions();
            return SchemaOf(connection).IsSupersetOf(_schema);
        }
        catch (Exception e) when (e is SqliteException or StoreUnavailableException)
        {
            return true;
        }
    }
}
