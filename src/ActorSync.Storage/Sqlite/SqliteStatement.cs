using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace ActorSync.Storage;

/// <summary>
/// A statement prepared once and run many times, its parameters set in the order of their first place in the text. Next to
/// the driver's commands, which look every parameter up by name each time, it saves a quarter of a row's cost.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    /// <summary>Bytes that the longest id can take.</summary>
    private const int OnStack = 576;

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly int _parameters;
    private int _set;

    public SqliteStatement(SqliteConnection connection, string text)
    {
        _connection = connection.Handle!;
        SqliteException.ThrowExceptionForRC(sqlite3_prepare_v2(_connection, text, out _statement), _connection);
        _parameters = sqlite3_bind_parameter_count(_statement);
    }

    public SqliteStatement Set(long value) => Bound(sqlite3_bind_int64(_statement, ++_set, value));

    public SqliteStatement Set(long? value) => value is { } number ? Set(number) : Bound(sqlite3_bind_null(_statement, ++_set));

    public SqliteStatement Set(ReadOnlySpan<byte> value) =>
        Bound(value.IsEmpty ? sqlite3_bind_zeroblob(_statement, ++_set, 0) : sqlite3_bind_blob(_statement, ++_set, value));

    public SqliteStatement Set(string? value)
    {
        if (value is null) return Bound(sqlite3_bind_null(_statement, ++_set));
        var length = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> utf8 = length <= OnStack ? stackalloc byte[OnStack] : new byte[length];
        return Bound(sqlite3_bind_text(_statement, ++_set, utf8[..Encoding.UTF8.GetBytes(value, utf8)]));
    }

    /// <summary>Runs a statement that writes.</summary>
    /// <returns>How many rows it wrote; none where a unique key stands in the way.</returns>
    public int Run()
    {
        var code = Step();
        sqlite3_reset(_statement);
        if (code is SQLITE_CONSTRAINT
            && sqlite3_extended_errcode(_connection) is SQLITE_CONSTRAINT_UNIQUE or SQLITE_CONSTRAINT_PRIMARYKEY) return 0;
        SqliteException.ThrowExceptionForRC(code, _connection);
        return sqlite3_changes(_connection);
    }

    /// <summary>Runs a statement that writes one row.</summary>
    /// <exception cref="InvalidOperationException">It wrote none: its row is missing, or was there already.</exception>
    public void RunOnce()
    {
        if (Run() is not 1 and var rows) throw new InvalidOperationException($"store: expected one row to be written, found {rows}");
    }

    /// <summary>Runs a statement that asks for one number.</summary>
    /// <returns>Null when it finds no row.</returns>
    public long? Ask()
    {
        var code = Step();
        long? number = code is SQLITE_ROW ? sqlite3_column_int64(_statement, 0) : null;
        sqlite3_reset(_statement);
        SqliteException.ThrowExceptionForRC(code is SQLITE_ROW ? SQLITE_DONE : code, _connection);
        return number;
    }

    public void Dispose() => _statement.Dispose();

    private int Step()
    {
        if (_set != _parameters) throw new InvalidOperationException($"statement: expected {_parameters} parameters, found {_set}");
        _set = 0;
        return sqlite3_step(_statement);
    }

    private SqliteStatement Bound(int code)
    {
        SqliteException.ThrowExceptionForRC(code, _connection);
        return this;
    }
}
