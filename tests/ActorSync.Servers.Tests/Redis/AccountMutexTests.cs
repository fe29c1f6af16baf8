using ActorSync.Redis;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Redis;

[NeedsRedis]
public sealed class AccountMutexTests(SharedRedis server) : IClassFixture<SharedRedis>, IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly AccountId Other = AccountId.Parse("acc-2");
    private readonly RedisConnection _connection = server.Connect();

    private AccountMutex Mutex => new(_connection);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _connection.DisposeAsync();

    [Fact]
    public async Task One_holds_it_at_a_time()
    {
        await using var hold = await Mutex.TryTake(Some.Account, Long, default);

        Assert.NotNull(hold);
        Assert.Null(await Mutex.TryTake(Some.Account, Long, default));
    }

    [Fact]
    public async Task Each_account_has_its_own()
    {
        await using var one = await Mutex.TryTake(Some.Account, Long, default);
        await using var other = await Mutex.TryTake(Other, Long, default);

        Assert.NotNull(other);
    }

    [Fact]
    public async Task Of_many_who_try_at_once_one_gets_it()
    {
        var holds = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Mutex.TryTake(Some.Account, Long, default)));

        Assert.Single(holds, hold => hold is not null);
    }

    [Fact]
    public async Task Given_back_it_can_be_taken_again()
    {
        var hold = await Mutex.TryTake(Some.Account, Long, default);

        Assert.True(await hold!.Release(default));

        Assert.NotNull(await Mutex.TryTake(Some.Account, Long, default));
    }

    [Fact]
    public async Task Disposing_gives_it_back()
    {
        await using (await Mutex.TryTake(Some.Account, Long, default)) { }

        Assert.NotNull(await Mutex.TryTake(Some.Account, Long, default));
    }

    [Fact]
    public async Task It_comes_free_when_its_lease_ends()
    {
        await Mutex.TryTake(Some.Account, TimeSpan.FromMilliseconds(1), default);

        await UntilTaken();
    }

    [Fact]
    public async Task A_holder_whose_lease_has_ended_cannot_give_back_or_extend_what_the_next_holds()
    {
        var late = await Mutex.TryTake(Some.Account, TimeSpan.FromMilliseconds(1), default);
        var next = await UntilTaken();

        Assert.False(await late!.Release(default));
        Assert.False(await late.Extend(Long, default));

        Assert.Null(await Mutex.TryTake(Some.Account, Long, default));
        Assert.True(await next.Release(default));
    }

    [Fact]
    public async Task Extended_it_lasts_longer()
    {
        var hold = await Mutex.TryTake(Some.Account, TimeSpan.FromSeconds(30), default);

        Assert.True(await hold!.Extend(Long, default));

        var left = (long)await _connection.Ask(db => db.ExecuteAsync("PTTL", _connection.Key($"mutex:{Some.Account}")), default);
        Assert.InRange(left, 31_000, Long.TotalMilliseconds);
    }

    [Fact]
    public async Task Given_back_twice_it_was_lost_the_second_time()
    {
        var hold = await Mutex.TryTake(Some.Account, Long, default);
        await hold!.Release(default);

        Assert.False(await hold.Release(default));
    }

    private async Task<MutexHold> UntilTaken()
    {
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System))
            if (await Mutex.TryTake(Some.Account, Long, default) is { } hold) return hold;
    }
}
