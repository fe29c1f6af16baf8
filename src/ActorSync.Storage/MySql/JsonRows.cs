using System.Buffers;
using System.Data;
using System.Data.Common;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorSync.Storage;

/// <summary>
/// Rows for a statement that takes many at once, as JSON in its one parameter: the statement's text is always the same, so the
/// server parses it once, and reads the rows with `json_table`. A row is an array; values that are long come last, since the
/// server looks for each value from the row's beginning. For many runs, one after the other.
/// </summary>
internal sealed class JsonRows : IDisposable
{
    /// <summary>Bytes after which the rows so far are sent. A single row may be longer; servers take 16 MB at the least.</summary>
    private const int Portion = 1024 * 1024;

    private readonly DbCommand _command;
    private readonly DbParameter _parameter;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;
    private int _rows;
    private int _affected;

    public JsonRows(DbConnection connection, string statement)
    {
        _command = connection.CreateCommand();
        _command.CommandText = statement;
        _parameter = _command.CreateParameter();
        (_parameter.ParameterName, _parameter.DbType, _parameter.Value) = ("@rows", DbType.String, "");
        _command.Parameters.Add(_parameter);
        _command.Prepare();
        _json = new(_buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>Begins anew, whatever came of the last run.</summary>
    public JsonRows Restart()
    {
        Clear();
        _affected = 0;
        return this;
    }

    /// <summary>Begins a row; its values follow.</summary>
    public JsonRows Row()
    {
        EndRow();
        if (_json.BytesCommitted + _json.BytesPending >= Portion) Send();
        if (_rows++ == 0) _json.WriteStartArray();
        _json.WriteStartArray();
        return this;
    }

    public JsonRows Add(long? value)
    {
        if (value is { } number) _json.WriteNumberValue(number);
        else _json.WriteNullValue();
        return this;
    }

    public JsonRows Add(string? value)
    {
        _json.WriteStringValue(value);
        return this;
    }

    /// <summary>Runs the statement for all rows; without any it does nothing.</summary>
    /// <returns>How many rows of the table were written.</returns>
    public int Run()
    {
        EndRow();
        Send();
        return _affected;
    }

    /// <summary>Runs a statement that asks about the rows.</summary>
    public List<T> Ask<T>(Func<DbDataReader, T> read)
    {
        EndRow();
        List<T> answers = [];
        if (_rows == 0) return answers;
        Fill();
        using var reader = _command.ExecuteReader();
        while (reader.Read()) answers.Add(read(reader));
        return answers;
    }

    public void Dispose()
    {
        _json.Dispose();
        _command.Dispose();
    }

    private void EndRow()
    {
        if (_rows > 0) _json.WriteEndArray();
    }

    private void Send()
    {
        if (_rows == 0) return;
        Fill();
        _affected += _command.ExecuteNonQuery();
    }

    private void Fill()
    {
        _json.WriteEndArray();
        _json.Flush();
        _parameter.Value = Encoding.UTF8.GetString(_buffer.WrittenSpan);
        Clear();
    }

    private void Clear()
    {
        _json.Reset();
        _buffer.ResetWrittenCount();
        _rows = 0;
    }
}
