using ActorSync.Storage;
using ActorSync.Tests.Servers;
using Dapper;
using Xunit;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>A database with so many rows that the planner has a choice, and what it says of statements.</summary>
public sealed class PlannedStore(MariaDb mariaDb) : IAsyncLifetime
{
    private const int Accounts = 1500;
    private readonly string _database = MariaDbStore.NewDatabase();

    public async Task InitializeAsync()
    {
        if (DatabaseServer.Missing is not null) return;
        await using var store = await SqlStore.Open(MariaDbStore.Settings(mariaDb.Server, _database), default);
        var epoch = await store.Take(0, default);
        for (var i = 0; i < 2; i++)
        {
            var first = i + 1;
            await store.Append([.. Enumerable.Range(0, Accounts)
                .Select(n => SomeWrite.Of($"a{n}", epoch, first, EventOf(n, first)))], default);
        }
        await using var delays = new MySqlDelayQueue(MariaDbStore.Settings(mariaDb.Server, _database), TimeSpan.FromSeconds(30));
        await delays.Schedule([.. Enumerable.Range(0, Accounts)
            .Select(n => new DelayEntry(n % 4, SomeWrite.Account($"a{n}"), SomeWrite.Time.AddSeconds(n)))], default);
        using var connection = MySqlDriver.Connection(MariaDbStore.Settings(mariaDb.Server, _database), _database);
        connection.Open();
        await connection.ExecuteAsync("analyze table account, journal, registration, attempt, snapshot, delay");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>One step for each table of the statement.</summary>
    internal IReadOnlyList<PlanStep> Plan(string statement, object? parameters)
    {
        using var connection = MySqlDriver.Connection(MariaDbStore.Settings(mariaDb.Server, _database), _database);
        connection.Open();
        return connection.Query("explain format=traditional " + statement, parameters).Cast<IDictionary<string, object?>>()
            .Select(row => new PlanStep($"{row["select_type"]}", $"{row["table"]}", $"{row["type"]}", $"{row["key"]}", $"{row["Extra"]}"))
                .ToList();
    }

    private static AccountEvent.SubmissionReceived EventOf(int n, int round) =>
        SomeWrite.Received(
            SomeWrite.Submission($"a{n}", $"{n}-{round}", $"m{n % 30}"), SomeWrite.Time.AddSeconds(n), n % 2 == 0 ? [SomeWrite.C] : []);
}
