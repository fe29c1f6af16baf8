using ActorSync.Redis;
using ActorSync.Tests.Delays;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Redis;

[NeedsRedis]
public sealed class RedisDelayQueueTests(SharedRedis server) : DelayQueueContract, IClassFixture<SharedRedis>
{
    private static readonly int[] Shards = [0, 1, 2, 3];
    private readonly RedisSettings _settings = server.Settings();
    private readonly List<RedisConnection> _connections = [];

    protected override TimeSpan Lease => TimeSpan.FromSeconds(30);

    public override async Task DisposeAsync()
    {
        foreach (var connection in _connections) await connection.DisposeAsync();
    }

    [Fact]
    public async Task Claimers_of_several_processes_share_what_is_due_without_overlap()
    {
        const int count = 2000;
        var (one, other) = (Another(), Another());
        await one.Schedule([.. Enumerable.Range(0, count).Select(i => Entry($"a{i}", i % Shards.Length))], default);

        var claimed = await Task.WhenAll(ClaimAll(one), ClaimAll(other));

        Assert.Equal(count, claimed.Sum(c => c.Count));
        Assert.Equal(count, claimed.SelectMany(c => c).Distinct().Count());
    }

    [Fact]
    public async Task What_a_dead_process_had_claimed_comes_to_another()
    {
        var (dead, heir) = (Another(), Another());
        await dead.Schedule([Entry("a", 2)], default);
        Assert.Single((await dead.Claim(Shards, Some.Time, 10, default)).Entries);
        Assert.Empty((await heir.Claim(Shards, Some.Time, 10, default)).Entries);

        var claim = await heir.Claim(Shards, Some.Time + Lease, 10, default);

        Assert.Equal("a", Assert.Single(claim.Entries).Account.Value);
    }

    [Fact]
    public async Task What_another_process_has_put_in_is_found_in_turn()
    {
        var (writer, claimer) = (Another(), Another());
        int[] many = [.. Enumerable.Range(0, 64)];
        for (var i = 0; i < 2; i++) await claimer.Claim(many, Some.Time, 10, default);
        await writer.Schedule([Entry("a", 63)], default);
        List<DelayEntry> claimed = [];

        for (var i = 1; i <= 16; i++) claimed.AddRange((await claimer.Claim(many, Some.Time.AddSeconds(i), 10, default)).Entries);

        Assert.Equal("a", Assert.Single(claimed).Account.Value);
    }

    [Theory]
    [InlineData(" no id ", "1000")]
    [InlineData("half-a-millisecond", "1000.5")]
    [InlineData("for-ever", "-inf")]
    public async Task A_member_that_is_no_entry_is_taken_out_and_told_and_keeps_nobody(string member, string score)
    {
        List<string> dropped = [];
        _connections.Add(new(_settings, TimeProvider.System));
        var (connection, queue) = (_connections[^1], new RedisDelayQueue(_connections[^1], Lease, dropped.Add));
        await queue.Schedule([Entry("a", 3), Entry("b", 3)], default);
        await connection.Ask(db => db.ExecuteAsync("ZADD", connection.Key("delay:{3}:waiting"), score, member), default);

        var claim = await queue.Claim(Shards, Some.Time, 10, default);

        Assert.Equal(["a", "b"], claim.Entries.Select(e => e.Account.Value).Order());
        Assert.Equal([$"{member} in shard 3"], dropped);
        await queue.Acknowledge(claim.Entries, default);
        Assert.Empty((await queue.Claim(Shards, Some.Time + 2 * Lease, 10, default)).Entries);
        Assert.Single(dropped);
    }

    [Fact]
    public async Task What_stands_beyond_all_time_is_left_there()
    {
        var queue = Another();
        await queue.Schedule([Entry("a", 3)], default);
        var connection = _connections[^1];
        await connection.Ask(db => db.ExecuteAsync("ZADD", connection.Key("delay:{2}:waiting"), "1e17", "late"), default);

        Assert.Equal("a", Assert.Single((await queue.Claim(Shards, Some.Time, 10, default)).Entries).Account.Value);
    }

    [Fact]
    public async Task A_new_process_does_not_take_an_empty_queue_for_a_lost_one()
    {
        Assert.False((await Another().Claim(Shards, Some.Time, 10, default)).Forgot);
        Assert.False((await Another().Claim(Shards, Some.Time, 10, default)).Forgot);
    }

    [Fact]
    public async Task The_keys_of_a_shard_carry_it_as_their_hash_tag()
    {
        var queue = Another();
        await queue.Schedule([Entry("a", 3)], default);
        await queue.Claim(Shards, Some.Time, 10, default);

        var names = (StackExchange.Redis.RedisResult[])(await _connections[^1].Ask(
            db => db.ExecuteAsync("KEYS", $"{_settings.KeyPrefix}:*{{3}}*"), default))!;
        Assert.Equal(
            [$"{_settings.KeyPrefix}:delay:{{3}}:leased", $"{_settings.KeyPrefix}:delay:{{3}}:waiting"],
            names.Select(n => (string?)n).Order(StringComparer.Ordinal));
    }

    protected override Task<IDelayQueue> Open() => Task.FromResult<IDelayQueue>(Another());

    /// <summary>The same queue as another process sees it.</summary>
    private RedisDelayQueue Another()
    {
        _connections.Add(new(_settings, TimeProvider.System));
        return new(_connections[^1], Lease);
    }

    private static DelayEntry Entry(string account, int shard) => new(shard, AccountId.Parse(account), Some.Time);

    private static async Task<List<AccountId>> ClaimAll(RedisDelayQueue queue)
    {
        List<AccountId> all = [];
        while ((await queue.Claim(Shards, Some.Time, 50, default)).Entries is { Count: > 0 } claimed)
            all.AddRange(claimed.Select(e => e.Account));
        return all;
    }
}
