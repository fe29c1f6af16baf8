using ActorSync.Storage;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage;

/// <summary>A registration log that follows a journal kept elsewhere, in every database.</summary>
public abstract class ProjectionContract : IAsyncLifetime
{
    private const string Journal = "elsewhere";

    private static readonly JournalProgress At7 = JournalProgress.Beginning.Past([1, 2, 5, 7], Time);

    private StoreUnderTest? _opened;
    private SqlStore _store = null!;

    public async Task InitializeAsync()
    {
        _opened = await Open();
        _store = (SqlStore)_opened.Journal;
    }

    public async Task DisposeAsync() => await _opened!.Close();

    [Fact]
    public async Task Rows_and_progress_are_written_together()
    {
        var epoch = await _store.Take(0, default);

        Assert.Equal(0, (await _store.Progress(Journal, default)).Position);
        Assert.True(await _store.Project([WithoutEvents(First("ann", epoch, "b-1"))], Journal, At7, default));

        Assert.Single(await _store.Find(Id("b-1"), default));
        var progress = await _store.Progress(Journal, default);
        Assert.Equal(7, progress.Position);
        Assert.Equal(At7.Gaps, progress.Gaps);
    }

    [Fact]
    public async Task A_projection_that_was_replaced_writes_neither_rows_nor_progress()
    {
        var epoch = await _store.Take(0, default);
        await _store.Take(0, default);

        Assert.False(await _store.Project([WithoutEvents(First("ann", epoch, "b-1"))], Journal, At7, default));

        Assert.Empty(await _store.Find(Id("b-1"), default));
        Assert.Equal(0, (await _store.Progress(Journal, default)).Position);
    }

    [Fact]
    public async Task A_submission_that_is_in_the_log_already_is_a_defect_and_nothing_is_written()
    {
        var epoch = await _store.Take(0, default);
        await _store.Project([WithoutEvents(First("ann", epoch, "b-1"))], Journal, JournalProgress.Beginning, default);

        var again = await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Project(
            [WithoutEvents(First("bob", epoch, "b-1")), WithoutEvents(First("eve", epoch, "b-2"))], Journal, At7, default));

        Assert.Contains("B/b-1 of account ann", again.Message, StringComparison.Ordinal);
        Assert.Empty(await _store.Find(Id("b-2"), default));
        Assert.Equal(0, (await _store.Progress(Journal, default)).Position);
        Assert.True(await _store.Project([WithoutEvents(First("eve", epoch, "b-2"))], Journal, At7, default));
    }

    [Fact]
    public async Task A_submission_that_comes_twice_is_a_defect_and_nothing_is_written()
    {
        var epoch = await _store.Take(0, default);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Project(
            [WithoutEvents(First("ann", epoch, "b-1")), WithoutEvents(First("bob", epoch, "b-1"))], Journal, At7, default));

        Assert.Empty(await _store.Find(Id("b-1"), default));
    }

    [Fact]
    public async Task A_projection_that_was_replaced_is_told_so_even_where_its_rows_are_written()
    {
        var epoch = await _store.Take(0, default);
        await _store.Project([WithoutEvents(First("ann", epoch, "b-1"))], Journal, At7, default);
        await _store.Take(0, default);

        Assert.False(await _store.Project([WithoutEvents(First("ann", epoch, "b-1"))], Journal, At7, default));
    }

    [Fact]
    public async Task An_id_belongs_to_whoever_claimed_it_first()
    {
        var first = new IdClaim(Id("b-1"), Account("ann"), Time);
        var second = new IdClaim(Id("b-1"), Account("bob"), Time.AddSeconds(1));

        Assert.Equal([first], await _store.Claim([first], default));
        Assert.Equal([first, first], await _store.Claim([second, first with { ReceivedAt = Time.AddDays(1) }], default));
    }

    /// <summary>An empty store.</summary>
    protected abstract Task<StoreUnderTest> Open();

    private static AccountWrite WithoutEvents(AccountWrite write) => write with { Events = [] };
}
