using System.Data;
using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ActorSync.Storage;

/// <summary>
/// Rows for a statement that writes many at once, with a parameter for each value: the server parses each text once and no
/// value at all. Half the server's time of rows in JSON (<see cref="JsonPortions"/>), which other statements need. Texts are
/// prepared for 1 to <see cref="Step"/> rows and for multiples of it up to <see cref="MostAtOnce"/>, so that up to these any
/// number of rows takes two statements at most. For many runs, one after the other.
/// </summary>
/// <param name="statement">
/// `(...)` stands for all rows, each in brackets; or `{name}` for one of their columns, which come in the order in which the
/// statement names them first.
/// </param>
internal sealed partial class ValueRows(DbConnection connection, string statement) : IDisposable
{
    /// <summary>Rows. A text takes memory on both sides, for each of their values.</summary>
    private const int MostAtOnce = 64;

    private const int Step = 8;

    private const string WholeRow = "(...)";

    /// <summary>Bytes of all that may be sent with a long value: the rows before it, and what else a packet holds.</summary>
    public const int MostBeside = 2 * Portion;

    /// <summary>Bytes after which the rows so far are sent. A single row may be longer; servers take 16 MB at the least.</summary>
    private const int Portion = 1024 * 1024;

    /// <summary>Bytes of values above which a command lets go of them when it has run, instead of with its next run.</summary>
    private const int Kept = 64 * 1024;

    private readonly Dictionary<int, DbCommand> _prepared = [];
    private readonly List<object> _values = [];
    private readonly List<DbType> _columns = [];
    private readonly List<(int Rows, long First)> _sent = [];
    private int _rows;
    private int _bytes;
    private int _affected;

    /// <summary>
    /// What has been sent since <see cref="Restart"/>, in the order of the rows: how many at once, and the number that the server
    /// gave the first; 0 where it numbers none.
    /// </summary>
    public IReadOnlyList<(int Rows, long First)> Sent => _sent;

    /// <summary>The number of each row that has been sent: rows of one statement are numbered one after the other.</summary>
    /// <param name="step">By how much their numbers grow.</param>
    public IEnumerable<long> Numbers(long step) =>
        _sent.SelectMany(sent => Enumerable.Range(0, sent.Rows).Select(i => sent.First + i * step));

    /// <summary>Begins anew, whatever came of the last run.</summary>
    public ValueRows Restart()
    {
        Clear();
        _sent.Clear();
        _affected = 0;
        return this;
    }

    /// <summary>Begins a row; its values follow, in the order of the statement's columns.</summary>
    public ValueRows Row()
    {
        if (_bytes >= Portion) Send();
        _rows++;
        return this;
    }

    public ValueRows Add(long? value) => Add(value, sizeof(long), DbType.Int64);

    public ValueRows Add(string? value) => Add(value, value?.Length ?? 0, DbType.String);

    public ValueRows Add(ReadOnlyMemory<byte> value) => Add(ArrayOf(value), value.Length, DbType.Binary);

    /// <summary>Runs the statement for all rows; without any it does nothing.</summary>
    /// <returns>How many rows of the table were written.</returns>
    public int Run()
    {
        Send();
        return _affected;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
    }

    private ValueRows Add(object? value, int bytes, DbType type)
    {
        if (_rows == 1 && _values.Count == _columns.Count) _columns.Add(type);
        _values.Add(value ?? DBNull.Value);
        _bytes += bytes;
        return this;
    }

    private void Send()
    {
        for (var done = 0; done < _rows;)
        {
            var count = AtOnce(_rows - done);
            var command = For(count);
            for (var i = 0; i < command.Parameters.Count; i++) command.Parameters[i].Value = _values[done * _columns.Count + i];
            _affected += command.ExecuteNonQuery();
            _sent.Add((count, MySqlDriver.FirstNumberOf(command)));
            if (_bytes > Kept) foreach (DbParameter parameter in command.Parameters) parameter.Value = DBNull.Value;
            done += count;
        }
        Clear();
    }

    private void Clear()
    {
        _values.Clear();
        (_rows, _bytes) = (0, 0);
    }

    private DbCommand For(int rows)
    {
        if (_prepared.TryGetValue(rows, out var known)) return known;
        var command = connection.CreateCommand();
        command.CommandText = TextFor(rows);
        for (var i = 0; i < rows * _columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = (NameOf(i), _columns[i % _columns.Count]);
            command.Parameters.Add(parameter);
        }
        command.Prepare();
        return _prepared[rows] = command;
    }

    private string TextFor(int rows)
    {
        List<string> named = [];
        return Place().Replace(statement, place =>
        {
            if (place.Value == WholeRow) return string.Join(", ", Enumerable.Range(0, rows).Select(NamesOf));
            var column = ColumnOf(place.Value, named);
            return string.Join(", ", Enumerable.Range(0, rows).Select(row => NameOf(row, column)));
        });
    }

    private string NamesOf(int row) => $"({string.Join(", ", _columns.Select((_, column) => NameOf(row, column)))})";

    private string NameOf(int row, int column) => NameOf(row * _columns.Count + column);

    private static string NameOf(int parameter) => $"@p{parameter}";

    /// <param name="named">So far; a new name is added.</param>
    private static int ColumnOf(string name, List<string> named)
    {
        if (!named.Contains(name)) named.Add(name);
        return named.IndexOf(name);
    }

    private static int AtOnce(int rows) => rows < Step ? rows : Math.Min(MostAtOnce, rows - rows % Step);

    /// <summary>The driver takes whole arrays; most payloads are one.</summary>
    private static byte[] ArrayOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();

    /// <summary>Where values stand in a statement.</summary>
    [GeneratedRegex(@"\(\.\.\.\)|\{\w+\}")]
    internal static partial Regex Place();
}
