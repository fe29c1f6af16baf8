using System.Data.Common;

namespace ActorSync.Storage;

/// <summary>The statements of one connection that take many rows, each prepared when it is first needed.</summary>
internal sealed class PreparedRows(DbConnection connection, Statements statements) : IDisposable
{
    private readonly Dictionary<string, JsonRows> _json = [];
    private readonly Dictionary<string, JsonKeys> _keys = [];
    private readonly Dictionary<string, ValueRows> _values = [];

    /// <summary>For a statement that writes over `json_table`.</summary>
    public JsonRows Json(string operation) => Prepared(_json, operation, text => new(connection, text));

    /// <summary>For a statement that asks over `json_table`.</summary>
    public JsonKeys Keys(string operation) => Prepared(_keys, operation, text => new(connection, text));

    /// <summary>For a statement that writes rows by their values. Without rows, whatever came of the statement's last run.</summary>
    public ValueRows Values(string operation) => Prepared(_values, operation, text => new(connection, text)).Restart();

    public void Dispose()
    {
        foreach (var rows in _json.Values) rows.Dispose();
        foreach (var keys in _keys.Values) keys.Dispose();
        foreach (var rows in _values.Values) rows.Dispose();
    }

    private T Prepared<T>(Dictionary<string, T> known, string operation, Func<string, T> prepare)
    {
        if (!known.TryGetValue(operation, out var prepared)) known.Add(operation, prepared = prepare(statements[operation]));
        return prepared;
    }
}
