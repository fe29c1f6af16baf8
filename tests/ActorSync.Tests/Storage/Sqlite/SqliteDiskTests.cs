using ActorSync.Storage;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage.Sqlite;

public sealed class SqliteDiskTests
{
    [SmallDiskFact]
    public async Task After_a_full_disk_the_store_goes_on_with_nothing_lost_and_nothing_half_written()
    {
        using var disk = new SmallDisk(16);
        var settings = SqliteSettings.Create(disk.File("store.db"), StoreUnderTest.Shards);
        var answered = new List<AccountWrite>();
        await using (var store = await SqlStore.Open(settings, default))
        {
            var epoch = await store.Take(0, default);
            for (var round = 0; round < 3; round++)
            {
                disk.Fill();
                var failed = await AppendUntilFull(store, epoch, round, answered);
                await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Append([failed], default));
                await AssertHolds(store, answered);
                await AssertLacks(store, failed);

                disk.Free();
                Assert.Empty(await store.Append([failed], default));
                answered.Add(failed);
            }
        }

        await using var reopened = await SqlStore.Open(settings, default);
        await AssertHolds(reopened, answered);
    }

    [SmallDiskFact]
    public async Task A_store_that_cannot_be_created_for_lack_of_space_is_unavailable_and_later_created()
    {
        using var disk = new SmallDisk(1);
        disk.Fill();
        await using var store = await SqlStore.Open(SqliteSettings.Create(disk.File("store.db"), StoreUnderTest.Shards), default);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Take(0, default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.List(new(), default));
        disk.Free();

        Assert.Equal(1, await store.Take(0, default));
        Assert.Empty((await store.List(new(), default)).Entries);
    }

    [SmallDiskFact]
    public async Task A_disk_that_only_reads_is_waited_for()
    {
        using var disk = new SmallDisk(1);
        disk.MakeReadOnly();
        await using var store = await SqlStore.Open(SqliteSettings.Create(disk.File("store.db"), 1), default);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Take(0, default));
        disk.MakeWritable();

        Assert.Equal(1, await store.Take(0, default));
    }

    [SmallDiskFact]
    public async Task A_disk_that_takes_no_more_files_is_waited_for()
    {
        using var disk = new SmallDisk(1, files: 5);
        var settings = SqliteSettings.Create(disk.File("store.db"), 1);
        await (await SqlStore.Open(settings, default)).DisposeAsync();
        foreach (var other in new[] { "1", "2" }) await File.WriteAllTextAsync(disk.File(other), "");
        await using var store = await SqlStore.Open(settings, default);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Take(0, default));
        foreach (var other in new[] { "1", "2" }) File.Delete(disk.File(other));

        Assert.Equal(1, await store.Take(0, default));
    }

    [SmallDiskFact]
    public async Task What_cannot_be_used_as_it_is_is_refused_though_the_disk_is_full()
    {
        using var disk = new SmallDisk(1);
        await File.WriteAllTextAsync(disk.File("store.db"), string.Concat(Enumerable.Repeat("not a database\n", 100)));
        disk.Fill();

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() =>
            SqlStore.Open(SqliteSettings.Create(disk.File("store.db"), 1), default));

        Assert.Equal(StoreFault.NotActorSync, refused.Fault);
    }

    private static async Task<AccountWrite> AppendUntilFull(SqlStore store, long epoch, int round, List<AccountWrite> answered)
    {
        for (var i = 0; ; i++)
        {
            var write = First($"a{round}-{i}", epoch, $"{round}-{i}") with { Snapshot = new byte[100_000] };
            try
            {
                Assert.Empty(await store.Append([write], default));
                answered.Add(write);
            }
            catch (StoreUnavailableException)
            {
                return write;
            }
        }
    }

    private static async Task AssertHolds(SqlStore store, List<AccountWrite> answered)
    {
        var stored = await store.Load([.. answered.Select(w => w.Account)], default);
        Assert.All(stored, s => Assert.Equal(100_000, s.Snapshot?.Length));
        foreach (var write in answered)
        {
            Assert.Single(await store.Find(write.Log.Rows[0].Submission.Id, default));
            Assert.Single(await store.Events(write.Account, 0, 10, default));
        }
    }

    private static async Task AssertLacks(SqlStore store, AccountWrite failed)
    {
        Assert.Equal(0, (await store.Load([failed.Account], default))[0].Epoch);
        Assert.Empty(await store.Find(failed.Log.Rows[0].Submission.Id, default));
    }
}
