using ActorSync.Storage;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Dapper;
using Xunit;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>Servers that write side by side share the numbers of rows out: each leaves gaps for the others.</summary>
[NeedsMariaDb]
[Collection(MariaDbCollection.Name)]
public sealed class MariaDbNumberStepTests(MariaDb mariaDb) : IAsyncLifetime
{
    private readonly string _database = MariaDbStore.NewDatabase();

    public Task InitializeAsync() => Set(7);

    public Task DisposeAsync() => Set(1);

    [Fact]
    public async Task Outcomes_and_attempts_reach_their_own_rows()
    {
        const int accounts = 50;
        await using var store = await SqlStore.Open(MariaDbStore.Settings(mariaDb.Server, _database), default);
        var epoch = await store.Take(0, default);

        await store.Append([.. Enumerable.Range(0, accounts).Select(i => SomeWrite.First($"a{i}", epoch, $"id-{i}"))], default);
        await store.Append([.. Enumerable.Range(0, accounts)
            .Select(i => SomeWrite.Of($"a{i}", epoch, 2, SomeWrite.Delivered($"id-{i}", SomeWrite.C, attempt: i + 1)))], default);

        for (var i = 0; i < accounts; i++)
        {
            Assert.Equal(Status.Done, Assert.Single(await store.Find(SomeWrite.Id($"id-{i}"), default)).Status.Status);
            Assert.Equal(i + 1, Assert.Single(await store.Attempts(SomeWrite.Id($"id-{i}"), default)).Attempt.Number);
        }
    }

    private async Task Set(int step)
    {
        using var connection = MySqlDriver.Connection(MariaDbStore.Settings(mariaDb.Server, _database), null);
        connection.Open();
        await connection.ExecuteAsync($"set global auto_increment_increment = {step}");
    }
}
