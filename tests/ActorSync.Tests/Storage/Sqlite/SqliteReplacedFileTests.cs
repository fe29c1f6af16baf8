using ActorSync.Storage;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage.Sqlite;

/// <summary>What is written into a file that has lost its place is found by nobody after the next start: it must not be answered.</summary>
public sealed class SqliteReplacedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SqliteSettings Settings => SqliteSettings.Create(_folder.File("store.db"), StoreUnderTest.Shards);

    private string Log => Settings.Path + "-wal";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_store_whose_file_was_replaced_is_unavailable_until_it_is_back()
    {
        await (await Open("other.db")).DisposeAsync();
        await using var store = await Open("store.db");
        var epoch = await store.Take(0, default);
        File.Copy(_folder.File("other.db"), _folder.File("copy.db"));
        File.Move(Settings.Path, _folder.File("away.db"));
        File.Move(_folder.File("copy.db"), Settings.Path);

        await AssertUnavailable(store, epoch, "the database file was deleted, moved away or replaced");

        File.Move(_folder.File("away.db"), Settings.Path, overwrite: true);
        Assert.Empty(await store.Append([First("a", epoch, "unanswered")], default));
        Assert.Single((await store.Load([Account("a")], default))[0].Events);
    }

    [Fact]
    public async Task A_store_whose_log_was_deleted_is_unavailable_and_closing_it_loses_nothing()
    {
        await using (var store = await Open("store.db"))
        {
            var epoch = await store.Take(0, default);
            Assert.Empty(await store.Append([First("answered", epoch, "1")], default));
            File.Delete(Log);

            await AssertUnavailable(store, epoch, "the write-ahead log, was deleted, moved away or replaced");
            Assert.False(File.Exists(Log));
        }

        await using var reopened = await Open("store.db");
        Assert.Single((await reopened.Load([Account("answered")], default))[0].Events);
    }

    [Fact]
    public async Task A_store_whose_log_was_replaced_is_unavailable_and_closing_it_loses_nothing()
    {
        await using (var store = await Open("store.db"))
        {
            var epoch = await store.Take(0, default);
            File.Copy(Log, _folder.File("old-wal"));
            Assert.Empty(await store.Append([First("answered", epoch, "1")], default));
            File.Move(_folder.File("old-wal"), Log, overwrite: true);

            await AssertUnavailable(store, epoch, "the write-ahead log, was deleted, moved away or replaced");
        }

        await using var reopened = await Open("store.db");
        Assert.Single((await reopened.Load([Account("answered")], default))[0].Events);
    }

    [Fact]
    public async Task The_log_of_a_store_whose_path_is_a_link_is_looked_for_where_the_link_leads_to()
    {
        var real = Directory.CreateDirectory(_folder.File("elsewhere")).FullName;
        File.CreateSymbolicLink(Settings.Path, Path.Combine(real, "real.db"));
        await using var store = await Open("store.db");
        var epoch = await store.Take(0, default);
        Assert.Empty(await store.Append([First("answered", epoch, "1")], default));
        File.Delete(Path.Combine(real, "real.db-wal"));

        await AssertUnavailable(store, epoch, "real.db-wal, the write-ahead log, was deleted, moved away or replaced");
    }

    private static async Task AssertUnavailable(SqlStore store, long epoch, string why)
    {
        for (var tries = 0; tries < 2; tries++)
        {
            var write = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Append([First("a", epoch, "unanswered")], default));
            Assert.Contains(why, write.Message, StringComparison.Ordinal);
        }
        var read = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.List(new(), default));
        Assert.Contains(why, read.Message, StringComparison.Ordinal);
    }

    private Task<SqlStore> Open(string name) =>
        SqlStore.Open(SqliteSettings.Create(_folder.File(name), StoreUnderTest.Shards), default);
}
