using System.Text;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage;

/// <summary>What every <see cref="IJournal"/> does, whatever is below it.</summary>
public abstract partial class JournalContract : IAsyncLifetime
{
    private StoreUnderTest? _store;
    private long _epoch;

    protected IJournal Journal => _store!.Journal;

    protected IRegistrationLog Log => _store!.Log;

    public async Task InitializeAsync()
    {
        _store = await Open();
        _epoch = await Journal.Take(0, default);
    }

    public async Task DisposeAsync() => await _store!.Close();

    [Fact]
    public async Task Take_gives_a_larger_epoch_each_time()
    {
        var second = await Journal.Take(0, default);
        var third = await Journal.Take(0, default);

        Assert.True(_epoch >= 1);
        Assert.True(second > _epoch);
        Assert.True(third > second);
    }

    [Fact]
    public async Task Taking_a_shard_over_leaves_the_other_shards_alone()
    {
        await Journal.Take(1, default);

        Assert.Empty(await Append(First("a", _epoch, "1")));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(StoreUnderTest.Shards)]
    public async Task A_shard_that_is_none_cannot_be_taken(int shard) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Journal.Take(shard, default));

    [Fact]
    public async Task A_call_without_writes_does_nothing() => Assert.Empty(await Append());

    [Fact]
    public async Task A_call_that_nobody_waits_for_any_more_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.Append([First("a", _epoch, "1")], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.Load([Account("a")], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.Take(0, cancelled.Token));
    }

    protected abstract Task<StoreUnderTest> Open();

    private static void AssertFenced(IReadOnlyList<AppendRefusal> refusals, params string[] accounts) =>
        Assert.Equal(accounts.Select(a => new AppendRefusal.Fenced(Account(a))), refusals);

    private static void AssertOutOfStep(IReadOnlyList<AppendRefusal> refusals, params string[] accounts) =>
        Assert.Equal(accounts.Select(a => new AppendRefusal.OutOfStep(Account(a))), refusals);

    private static string Text(ReadOnlyMemory<byte>? utf8) => Encoding.UTF8.GetString(utf8!.Value.Span);

    private Task<IReadOnlyList<AppendRefusal>> Append(params AccountWrite[] writes) => Journal.Append(writes, default);

    private async Task<StoredAccount> Load(string account) => (await Journal.Load([Account(account)], default)).Single();
}
