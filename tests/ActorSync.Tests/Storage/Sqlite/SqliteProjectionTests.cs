using ActorSync.Storage;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage.Sqlite;

/// <summary>A registration log that follows a journal kept elsewhere.</summary>
public sealed class SqliteProjectionTests : IAsyncLifetime, IDisposable
{
    private const string Journal = "elsewhere";

    private readonly TemporaryFolder _folder = new();
    private SqlStore _store = null!;

    public async Task InitializeAsync() => _store = await SqlStore.Open(SqliteSettings.Create(_folder.File("store.db"), StoreUnderTest.Shards), default);

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rows_and_position_are_written_together()
    {
        var epoch = await _store.Take(0, default);

        Assert.Equal(0, await _store.Position(Journal, default));
        Assert.True(await _store.Project([WithoutEvents(First("ann", epoch, "b-1"))], Journal, 7, default));

        Assert.Single(await _store.Find(Id("b-1"), default));
        Assert.Equal(7, await _store.Position(Journal, default));
    }

    [Fact]
    public async Task A_projection_that_was_replaced_writes_neither_rows_nor_position()
    {
        var epoch = await _store.Take(0, default);
        await _store.Take(0, default);

        Assert.False(await _store.Project([WithoutEvents(First("ann", epoch, "b-1"))], Journal, 7, default));

        Assert.Empty(await _store.Find(Id("b-1"), default));
        Assert.Equal(0, await _store.Position(Journal, default));
    }

    [Fact]
    public async Task An_id_belongs_to_whoever_claimed_it_first()
    {
        var first = new IdClaim(Id("b-1"), Account("ann"), Time);
        var second = new IdClaim(Id("b-1"), Account("bob"), Time.AddSeconds(1));

        Assert.Equal([first], await _store.Claim([first], default));
        Assert.Equal([first, first], await _store.Claim([second, first with { ReceivedAt = Time.AddDays(1) }], default));
    }

    private static AccountWrite WithoutEvents(AccountWrite write) => write with { Events = [] };
}
