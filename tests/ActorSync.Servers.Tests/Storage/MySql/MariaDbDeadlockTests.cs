using ActorSync.Storage;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Dapper;
using Xunit;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>
/// An append that the database rolls back in favour of another transaction is made anew, and what it had
/// learned of its rows is not believed.
/// </summary>
[NeedsMariaDb]
[Collection(MariaDbCollection.Name)]
public sealed class MariaDbDeadlockTests(MariaDb mariaDb)
{
    /// <summary>MySQL shows what it knew when it was last asked, unless that was a tenth of a second ago.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task An_append_that_loses_a_deadlock_is_written_whole()
    {
        var settings = MariaDbStore.Settings(mariaDb.Server, MariaDbStore.NewDatabase());
        await using var store = await SqlStore.Open(settings, default);
        var epoch = await store.Take(0, default);
        await store.Append([SomeWrite.First("a1", epoch, "id-1")], default);

        using var other = MySqlDriver.Connection(settings, settings.Database);
        other.Open();
        // Who has written less loses.
        other.Execute("create table ballast (number int primary key)");
        other.Execute("start transaction");
        other.Execute($"insert into ballast values {string.Join(',', Enumerable.Range(0, 2000).Select(i => $"({i})"))}");
        other.Execute("select number from registration where id = 'id-1' for update");
        var append = store.Append(
            [SomeWrite.First("a2", epoch, "id-2"), SomeWrite.Of("a1", epoch, 2, SomeWrite.Delivered("id-1", SomeWrite.C))], default);
        const string BlockedTransactions = "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'";
        while (!append.IsCompleted && other.ExecuteScalar<long>(BlockedTransactions) == 0)
            await Task.Delay(Pause, TimeProvider.System);
        other.Execute("select epoch from shard_lease where shard = 0 for update");
        other.Execute("rollback");

        Assert.Empty(await append);
        Assert.Empty(await store.Append([SomeWrite.Of("a2", epoch, 2, SomeWrite.Delivered("id-2", SomeWrite.C))], default));
        foreach (var id in new[] { "id-1", "id-2" })
        {
            Assert.Equal(Status.Done, Assert.Single(await store.Find(SomeWrite.Id(id), default)).Status.Status);
            Assert.Single(await store.Attempts(SomeWrite.Id(id), default));
        }
    }
}
