using System.Data.Common;

namespace ActorSync.Storage;

/// <summary>The statements of one connection that take many rows, each prepared when it is first needed.</summary>
internal sealed class PreparedRows(DbConnection connection, Statements statements) : IDisposable
{
    private readonly Dictionary<string, JsonRows> _json = [];
    private readonly Dictionary<string, ValueRows> _values = [];

    /// <summary>For a statement over `json_table`. Without rows, whatever came of the statement's last run.</summary>
    public JsonRows Json(string operation)
    {
        if (!_json.TryGetValue(operation, out var rows)) _json.Add(operation, rows = new(connection, statements[operation]));
        return rows.Restart();
    }

    /// <summary>For a statement that writes rows by their values, likewise.</summary>
    public ValueRows Values(string operation)
    {
        if (!_values.TryGetValue(operation, out var rows)) _values.Add(operation, rows = new(connection, statements[operation]));
        return rows.Restart();
    }

    public void Dispose()
    {
        foreach (var rows in _json.Values) rows.Dispose();
        foreach (var rows in _values.Values) rows.Dispose();
    }
}
