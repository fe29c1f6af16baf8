using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace ActorSync.Storage;

/// <summary>One row for each shard: their number is fixed when the store is created.</summary>
internal static class ShardRows
{
    /// <exception cref="StoreRefusedException">The store has another number of shards.</exception>
    public static void Check(DbConnection connection, Statements statements, string store, int shards)
    {
        var found = connection.ExecuteScalar<long>(statements["shard.count"]);
        if (found == 0)
            connection.Execute(statements["shard.create"], new { shards = JsonSerializer.Serialize(Enumerable.Range(0, shards)) });
        else if (found != shards) throw StoreRefusedException.OtherShards(store, found, shards);
    }
}
