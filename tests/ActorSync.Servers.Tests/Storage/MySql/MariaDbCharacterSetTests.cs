using ActorSync.Storage;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Dapper;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>A database that somebody else has created, on a server that takes Latin 1 for granted: as MariaDB does by itself.</summary>
[NeedsMariaDb]
[Collection(MariaDbCollection.Name)]
public sealed class MariaDbCharacterSetTests : IAsyncLifetime
{
    private const string Name = "林さん😀";
    private readonly MySqlSettings _settings;

    public MariaDbCharacterSetTests(MariaDb mariaDb) => _settings = MariaDbStore.Settings(mariaDb.Server, MariaDbStore.NewDatabase());

    public async Task InitializeAsync()
    {
        using var connection = MySqlDriver.Connection(_settings, null);
        connection.Open();
        await connection.ExecuteAsync($"create database {_settings.Database} character set latin1");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Accounts_ids_and_reasons_are_kept_exactly()
    {
        await using var store = await SqlStore.Open(_settings, default);
        var epoch = await store.Take(0, default);
        Assert.Empty(await store.Append([First(Name, epoch, Name), First("??", epoch, "??")], default));
        var failed = new AccountEvent.DeliveryParked(Delivery(Name, C), ParkReason.Rejected, Name) { At = Time };
        Assert.Empty(await store.Append([Of(Name, epoch, 2, failed)], default));

        Assert.Equal([2, 1], (await store.Load([Account(Name), Account("??")], default)).Select(a => a.Events.Length));
        Assert.Contains(Name, Assert.Single(await store.Find(Id(Name), default)).Status.Reason, StringComparison.Ordinal);
        Assert.Equal([new AppendRefusal.IdTaken(Account("b"), Id(Name), Time)], await store.Append([First("b", epoch, Name)], default));
    }

    [Fact]
    public async Task Claimed_ids_are_kept_exactly()
    {
        await using var store = await SqlStore.Open(_settings, default);
        var first = new IdClaim(Id(Name), Account(Name), Time);
        await store.Claim([first], default);

        Assert.Equal([first], await store.Claim([first with { Account = Account("b") }], default));
    }

    [Fact]
    public async Task Accounts_that_wait_are_woken_by_their_names()
    {
        await using var queue = new MySqlDelayQueue(_settings, TimeSpan.FromSeconds(30));
        await queue.Schedule([new(0, Account(Name), Time)], default);
        await queue.Restore([new(0, Account(Name + "2"), Time)], default);

        var claimed = (await queue.Claim([0], Time, 10, default)).Entries;
        Assert.Equal([Name, Name + "2"], claimed.Select(e => e.Account.Value).Order(StringComparer.Ordinal));

        await queue.Acknowledge(claimed, default);
        Assert.Empty((await queue.Claim([0], Time.AddHours(1), 10, default)).Entries);
    }
}
