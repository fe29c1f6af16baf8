using ActorSync.Storage;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage.Sqlite;

public sealed class CheckpointerTests
{
    /// <summary>Pages of 4 KB, and three times as many for what is written while checkpoints run.</summary>
    private const long Bound = 4 * Checkpointer.Worthwhile * 4096L;

    [Fact]
    public async Task The_log_stays_bounded_under_a_writer_that_never_rests()
    {
        using var folder = new TemporaryFolder();
        await using var store = await SqlStore.Open(SqliteSettings.Create(folder.File("store.db"), StoreUnderTest.Shards), default);
        var epoch = await store.Take(0, default);

        for (var i = 0; i < 80; i++)
            Assert.Empty(await store.Append([.. Enumerable.Range(0, 4)
                .Select(k => First($"{i}-{k}", epoch, $"{i}-{k}") with { Snapshot = new byte[1_000_000] })], default));

        Assert.InRange(new FileInfo(folder.File("store.db-wal")).Length, 1, Bound);
    }
}
