using System.Data.Common;

namespace ActorSync.Storage;

/// <summary>A statement that asks about many keys at once, for many runs, one after the other (<see cref="JsonPortions"/>).</summary>
internal sealed class JsonKeys(DbConnection connection, string statement) : IDisposable
{
    private readonly JsonPortions _portions = new(connection, statement);

    /// <summary>The answers of every portion. Without keys nothing is asked.</summary>
    /// <param name="keys">In order.</param>
    /// <param name="add">A key's values.</param>
    /// <param name="read">
    /// What a row says. The statement counts the keys of its portion alone: the number is the place of the first of these.
    /// </param>
    public List<TAnswer> Ask<TKey, TAnswer>(IEnumerable<TKey> keys, Action<JsonRow, TKey> add, Func<DbDataReader, int, TAnswer> read)
    {
        List<TAnswer> answers = [];
        foreach (var (first, portion) in _portions.Of(keys, add))
        {
            using var reader = portion.ExecuteReader();
            while (reader.Read()) answers.Add(read(reader, first));
        }
        return answers;
    }

    public void Dispose() => _portions.Dispose();
}
