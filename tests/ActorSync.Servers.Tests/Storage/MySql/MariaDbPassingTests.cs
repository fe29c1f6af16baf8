using ActorSync.Storage;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Dapper;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>R26: a server that refuses for a while is waited for, and what it refused is written once it does not.</summary>
[NeedsMariaDb]
[Collection(MariaDbCollection.Name)]
public sealed class MariaDbPassingTests : IAsyncLifetime
{
    private readonly MySqlSettings _settings;
    private SqlStore _store = null!;
    private long _epoch;

    public MariaDbPassingTests(MariaDb mariaDb) => _settings = MariaDbStore.Settings(mariaDb.Server, MariaDbStore.NewDatabase());

    public async Task InitializeAsync()
    {
        _store = await SqlStore.Open(_settings, default);
        _epoch = await _store.Take(0, default);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(1290)] // A standby that has become the one behind the address.
    [InlineData(1036)] // InnoDB that only reads, on MariaDB.
    [InlineData(1874)] // The same on MySQL.
    [InlineData(1881)] // Started for a repair.
    [InlineData(1047)] // A Galera node that has lost its cluster.
    [InlineData(3100)] // A member of a MySQL group that has lost it.
    [InlineData(3101)] // Rolled back by the group.
    [InlineData(1129)] // Somebody has to flush the hosts.
    [InlineData(1041)] // Out of memory.
    [InlineData(1243)] // A proxy has gone on to another server, which knows no statement of the first.
    [InlineData(1461)] // So many statements that there is no room for more.
    [InlineData(1615)] // Too small a cache for the tables that are used.
    public async Task A_refusal_that_passes_is_no_defect(int code)
    {
        using var connection = MySqlDriver.Connection(_settings, _settings.Database);
        connection.Open();
        await connection.ExecuteAsync(
            $"create trigger refuse before insert on journal for each row signal sqlstate 'HY000' set mysql_errno = {code}");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.Append([First("a", _epoch, "1")], default));
        await connection.ExecuteAsync("drop trigger refuse");

        Assert.Empty(await _store.Append([First("a", _epoch, "1")], default));
    }

    [Theory]
    [InlineData("rename table journal to gone", "rename table gone to journal")]
    [InlineData("alter table registration rename column reason to gone", "alter table registration rename column gone to reason")]
    [InlineData("alter table journal add column more int not null", "alter table journal drop column more")]
    public async Task While_the_tables_are_not_as_they_were_the_store_is_unavailable(string change, string undo)
    {
        using var connection = MySqlDriver.Connection(_settings, _settings.Database);
        connection.Open();
        await connection.ExecuteAsync(change);
        for (var tries = 0; tries < 2; tries++)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.Append([First("a", _epoch, "1")], default));
        await connection.ExecuteAsync(undo);

        Assert.Empty(await _store.Append([First("a", _epoch, "1")], default));
    }
}
