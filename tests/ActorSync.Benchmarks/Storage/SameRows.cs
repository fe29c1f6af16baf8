using System.Data.Common;
using ActorSync.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ActorSync.Benchmarks.Storage;

/// <summary>
/// The other baseline: what the store has written, copied inside the database into the same tables of an empty store, as many
/// events in a transaction. No client, no question, each row once and in its last form: what is left is the price of the tables
/// and their indexes, whoever fills them.
/// </summary>
/// <param name="open">A connection to the empty store.</param>
/// <param name="source">What the connection calls the database with the rows.</param>
internal sealed class SameRows(Func<DbConnection> open, string source)
{
    private readonly string _accepted =
        $"""
        insert into account select * from {source}.account where number between @first and @last;
        insert into journal select * from {source}.journal where account between @first and @last and sequence = 1;
        insert into registration select * from {source}.registration where account between @first and @last;
        """;

    private readonly string _delivered =
        $"""
        insert into journal select * from {source}.journal where account between @first and @last and sequence = 2;
        insert into attempt select t.* from {source}.registration r join {source}.attempt t on t.registration = r.number where r.account between @first and @last;
        """;

    private long _copied;

    /// <param name="store">The file with the rows.</param>
    /// <param name="empty">The other file; it is created.</param>
    public static async Task<SameRows> Sqlite(string store, string empty)
    {
        await (await SqlStore.Open(SqliteSettings.Create(empty, BenchStore.Shards), default)).DisposeAsync();
        return new(() =>
        {
            var connection = BareInsert.Opened(new SqliteConnection($"Data Source={empty};Pooling=False"));
            // As durable as the store: a commit is on the disk.
            connection.Execute("pragma synchronous = full");
            connection.Execute("attach @store as source", new { store });
            return connection;
        }, "source");
    }

    public static async Task<SameRows> MySql(MySqlSettings store)
    {
        var empty = store with { Database = $"{store.Database}_copy" };
        await (await SqlStore.Open(empty, default)).DisposeAsync();
        return new(() => BareInsert.Opened(MySqlDriver.Connection(empty, empty.Database)), store.Database);
    }

    /// <summary>Copies what has come since it was called last.</summary>
    /// <param name="size">Accounts in a transaction, with one event each.</param>
    /// <param name="sessions">Transactions at once.</param>
    public async Task Copy(int size, int sessions)
    {
        using var asking = open();
        var newest = asking.ExecuteScalar<long>($"select max(number) from {source}.account");
        var chunks = new Queue<long>();
        for (var first = _copied + 1; first <= newest; first += size) chunks.Enqueue(first);
        _copied = newest;
        await Task.WhenAll(Enumerable.Range(0, sessions).Select(_ => Task.Run(() =>
        {
            using var connection = open();
            while (Next(chunks) is { } first)
                foreach (var statements in (string[])[_accepted, _delivered])
                    connection.Execute($"begin; {statements} commit", new { first, last = first + size - 1 });
        })));
    }

    private static long? Next(Queue<long> chunks)
    {
        lock (chunks) return chunks.TryDequeue(out var first) ? first : null;
    }
}
