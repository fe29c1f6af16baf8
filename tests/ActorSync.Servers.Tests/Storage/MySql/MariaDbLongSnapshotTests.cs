using ActorSync.Storage;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>Snapshots that are longer than a packet of the server may be: 16 MB on MariaDB and 64 MB on MySQL, as they come.</summary>
[NeedsMariaDb]
[Collection(MariaDbCollection.Name)]
public sealed class MariaDbLongSnapshotTests(MariaDb mariaDb)
{
    [Fact]
    public async Task One_that_the_server_does_not_take_is_left_out_and_its_events_are_written()
    {
        await using var store = await SqlStore.Open(MariaDbStore.Settings(mariaDb.Server, MariaDbStore.NewDatabase()), default);
        var epoch = await store.Take(0, default);
        await store.Append([First("a", epoch, "1") with { Snapshot = "one"u8.ToArray() }], default);

        var tooLong = Of("a", epoch, 2, Delivered("1", C)) with { Snapshot = new byte[80_000_000] };
        Assert.Empty(await store.Append([tooLong, First("b", epoch, "2")], default));

        var stored = await store.Load([Account("a"), Account("b")], default);
        Assert.Equal("one"u8.ToArray(), stored[0].Snapshot!.Value.ToArray());
        Assert.Equal([2], stored[0].Events.Select(e => e.Sequence));
        Assert.Single(stored[1].Events);
    }

    [Fact]
    public async Task Long_ones_of_several_accounts_are_taken_together()
    {
        await using var store = await SqlStore.Open(MariaDbStore.Settings(mariaDb.Server, MariaDbStore.NewDatabase()), default);
        var epoch = await store.Take(0, default);
        int[] lengths = [1_000_000, 14_600_000, 1_000_000, 14_600_000];

        Assert.Empty(await store.Append(
            [.. lengths.Select((length, i) => First($"a{i}", epoch, $"{i}") with { Snapshot = new byte[length] })], default));

        var stored = await store.Load([.. lengths.Select((_, i) => Account($"a{i}"))], default);
        Assert.Equal(lengths, stored.Select(s => s.Snapshot!.Value.Length));
    }
}
