using System.Buffers;
using System.Data;
using System.Data.Common;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorSync.Storage;

/// <summary>
/// A statement that takes many rows at once, as JSON in its one parameter: its text is always the same, so the server parses it
/// once, and reads the rows with `json_table`. A row is an array; values that are long come last, since the server looks for
/// each value from the row's beginning. For many runs, one after the other.
/// </summary>
internal sealed class JsonPortions : IDisposable
{
    /// <summary>Bytes after which a portion ends. A single row may be longer; servers take 16 MB at the least.</summary>
    private const int Size = 1024 * 1024;

    private readonly DbCommand _command;
    private readonly DbParameter _parameter;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public JsonPortions(DbConnection connection, string statement)
    {
        _command = connection.CreateCommand();
        _command.CommandText = statement;
        _parameter = _command.CreateParameter();
        (_parameter.ParameterName, _parameter.DbType, _parameter.Value) = ("@rows", DbType.String, "");
        _command.Parameters.Add(_parameter);
        _command.Prepare();
        _json = new(_buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>The statement for all rows, once for each portion of them; never without any.</summary>
    /// <param name="rows">In order.</param>
    /// <param name="add">A row's values.</param>
    /// <returns>The place of the portion's first row among all, and the statement: it is to be run before the next is asked for.</returns>
    public IEnumerable<(int First, DbCommand Statement)> Of<T>(IEnumerable<T> rows, Action<JsonRow, T> add)
    {
        Clear();
        var (first, next) = (0, 0);
        foreach (var row in rows)
        {
            if (_json.BytesCommitted + _json.BytesPending >= Size)
            {
                yield return (first, Filled());
                first = next;
            }
            if (next++ == first) _json.WriteStartArray();
            _json.WriteStartArray();
            add(new(_json), row);
            _json.WriteEndArray();
        }
        if (next > first) yield return (first, Filled());
    }

    public void Dispose()
    {
        _json.Dispose();
        _command.Dispose();
    }

    private DbCommand Filled()
    {
        _json.WriteEndArray();
        _json.Flush();
        _parameter.Value = Encoding.UTF8.GetString(_buffer.WrittenSpan);
        Clear();
        return _command;
    }

    private void Clear()
    {
        _json.Reset();
        _buffer.ResetWrittenCount();
    }
}
