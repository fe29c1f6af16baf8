using System.Data.Common;
using ActorSync.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ActorSync.Benchmarks.Storage;

/// <summary>The baseline: rows of a number and a payload, many in a statement, a transaction for each call, nothing else.</summary>
internal sealed class BareInsert
{
    private const string CreateMySql = "create table bare (number bigint auto_increment primary key, payload mediumblob not null)";
    private const string CreateSqlite = "pragma journal_mode = wal; create table bare (number integer primary key, payload blob not null)";
    private readonly Func<DbConnection> _open;

    private BareInsert(Func<DbConnection> open, string create)
    {
        _open = open;
        using var connection = open();
        connection.Execute(create);
    }

    public static BareInsert MySql(MySqlSettings settings) =>
        new(() => Opened(MySqlDriver.Connection(settings, settings.Database)), CreateMySql);

    /// <summary>As durable as the store: a commit is on the disk.</summary>
    public static BareInsert Sqlite(string path) => new(() =>
    {
        var connection = Opened(new SqliteConnection($"Data Source={path}"));
        connection.Execute("pragma synchronous = full");
        return connection;
    }, CreateSqlite);

    /// <summary>A connection, prepared for calls with so many rows.</summary>
    public BareSession Open(int rows) => new(_open(), rows);

    internal static DbConnection Opened(DbConnection connection)
    {
        connection.Open();
        return connection;
    }
}
