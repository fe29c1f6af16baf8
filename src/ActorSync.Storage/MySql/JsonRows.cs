using System.Data.Common;

namespace ActorSync.Storage;

/// <summary>A statement that writes many rows at once, for many runs, one after the other (<see cref="JsonPortions"/>).</summary>
internal sealed class JsonRows(DbConnection connection, string statement) : IDisposable
{
    private readonly JsonPortions _portions = new(connection, statement);

    /// <summary>Runs the statement for all rows; without any it does nothing.</summary>
    /// <param name="rows">In order.</param>
    /// <param name="add">A row's values.</param>
    public void Write<T>(IEnumerable<T> rows, Action<JsonRow, T> add)
    {
        foreach (var (_, portion) in _portions.Of(rows, add)) portion.ExecuteNonQuery();
    }

    public void Dispose() => _portions.Dispose();
}
