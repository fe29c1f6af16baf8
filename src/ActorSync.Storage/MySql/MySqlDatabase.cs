using System.Data.Common;
using Dapper;

namespace ActorSync.Storage;

/// <summary>One database on a server: opens sessions, and sees to it once that its schema has this program's form.</summary>
internal sealed class MySqlDatabase(MySqlSettings settings)
{
    public static readonly Statements Texts = Statements.In("MySql/Statements");

    /// <summary>How long another program may take to change the schema before this one says that it has to wait.</summary>
    private const int LockSeconds = 5;

    private static readonly Migrations Migrations = new(Texts, "MySql/Migrations");

    private readonly Lock _preparing = new();
    private volatile bool _isPrepared;
    private volatile bool _isOpening = true;

    private string Store => settings.ToString();

    /// <summary>The store is being opened. A server that is away is left for later: whoever opens a session finds out.</summary>
    /// <exception cref="StoreRefusedException">It cannot be used as it is.</exception>
    public void Begin()
    {
        try
        {
            Prepare();
        }
        catch (Exception e)
        {
            if (Translate(e) is not StoreUnavailableException) throw;
        }
        _isOpening = false;
    }

    /// <summary>As <see cref="Begin"/>, with everything left for later.</summary>
    public void BeginLater() => _isOpening = false;

    /// <summary>An open session, in a store that is in form.</summary>
    public DbConnection Open()
    {
        Prepare();
        return Open(settings.Database);
    }

    public Exception Translate(Exception failure) => MySqlFailure.Translate(failure, Store, _isOpening);

    private void Prepare()
    {
        if (_isPrepared) return;
        // Whoever holds it waits for the server; waiting for longer than that serves nobody.
        if (!_preparing.TryEnter(settings.ConnectTimeout)) throw new StoreUnavailableException($"store {Store}: it is being opened");
        try
        {
            if (_isPrepared) return;
            using var connection = OpenOrCreate();
            Migrate(connection);
            _isPrepared = true;
        }
        finally
        {
            _preparing.Exit();
        }
    }

    private void Migrate(DbConnection connection)
    {
        if (connection.ExecuteScalar<long?>(Texts["schema.lock"], new { seconds = LockSeconds }) != 1)
            throw new StoreUnavailableException($"store {Store}: another program is changing its schema");
        if (connection.ExecuteScalar<long>(Texts["schema.tables"], new { name = "schema_version" }) == 0
            && connection.ExecuteScalar<long>(Texts["schema.tables"], new { name = (string?)null }) is > 0 and var tables)
            throw StoreRefusedException.NotActorSync(Store, $"a database of something else: {tables} tables");
        Migrations.Apply(connection, Store);
        ShardRows.Check(connection, Texts, Store, settings.Shards);
        connection.Execute(Texts["schema.unlock"]);
    }

    private DbConnection OpenOrCreate()
    {
        try
        {
            return Open(settings.Database);
        }
        catch (Exception e) when (MySqlFailure.IsUnknownDatabase(e))
        {
            using (var server = Open(null))
                server.Execute(Texts["schema.create"].Replace("{database}", settings.Database, StringComparison.Ordinal));
            return Open(settings.Database);
        }
    }

    private DbConnection Open(string? database)
    {
        var connection = MySqlDriver.Connection(settings, database);
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
}
