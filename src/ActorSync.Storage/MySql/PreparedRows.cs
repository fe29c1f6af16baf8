using System.Data.Common;

namespace ActorSync.Storage;

/// <summary>The statements of one connection that take many rows, each prepared when it is first needed.</summary>
internal sealed class PreparedRows(DbConnection connection, Statements statements) : IDisposable
{
    private readonly Dictionary<string, JsonRows> _prepared = [];

    /// <summary>Without rows, whatever came of the statement's last run.</summary>
    public JsonRows For(string operation)
    {
        if (!_prepared.TryGetValue(operation, out var rows)) _prepared.Add(operation, rows = new(connection, statements[operation]));
        return rows.Restart();
    }

    public void Dispose()
    {
        foreach (var rows in _prepared.Values) rows.Dispose();
    }
}
