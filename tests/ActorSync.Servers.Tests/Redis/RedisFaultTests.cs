using ActorSync.Redis;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Redis;

/// <summary>The delay queue while its server is flushed, killed and frozen.</summary>
[NeedsRedis]
public sealed class RedisFaultTests : IAsyncLifetime
{
    private static readonly int[] Shards = [0, 1];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RedisServer _server = RedisServer.OfItsOwn();
    private RedisConnection? _connection;
    private RedisDelayQueue _queue = null!;

    public async Task InitializeAsync()
    {
        await _server.Start();
        _connection = _server.Connect();
        _queue = new(_connection, TimeSpan.FromSeconds(30));
    }

    public async Task DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_flush_is_noticed_by_the_next_claim()
    {
        await Settle();
        await _queue.Schedule([Entry("a")], default);

        await _server.Say("FLUSHALL");

        Assert.True((await Claim()).Forgot);
        Assert.False((await Claim()).Forgot);
    }

    [Fact]
    public async Task A_flush_is_noticed_though_entries_have_come_since()
    {
        await Settle();
        await _server.Say("FLUSHALL");

        await _queue.Schedule([Entry("a")], default);
        var claim = await Claim();

        Assert.True(claim.Forgot);
        Assert.Single(claim.Entries);
    }

    [Fact]
    public async Task A_flush_is_told_once_for_all_shards()
    {
        int[] many = [.. Enumerable.Range(0, 64)];
        await _queue.Claim(many, Some.Time, 10, default);

        await _server.Say("FLUSHALL");
        await _queue.Schedule([new(60, AccountId.Parse("since"), Some.Time)], default);
        List<DelayClaim> claims = [];
        for (var i = 1; i <= 20; i++) claims.Add(await _queue.Claim(many, Some.Time.AddSeconds(i), 10, default));

        Assert.Single(claims, c => c.Forgot);
        Assert.Equal("since", Assert.Single(claims.SelectMany(c => c.Entries)).Account.Value);
    }

    [Fact]
    public async Task Lost_scripts_are_sent_again()
    {
        await Settle();
        await _queue.Restore([Entry("a")], default);
        await _server.Say("SCRIPT FLUSH");

        await _queue.Restore([Entry("b")], default);
        await _server.Say("SCRIPT FLUSH");
        var claim = await Claim();
        await _server.Say("SCRIPT FLUSH");
        await _queue.Acknowledge(claim.Entries, default);

        Assert.Equal(2, claim.Entries.Count);
    }

    [Fact]
    public async Task While_nobody_listens_a_call_says_that_redis_is_away()
    {
        await Settle();
        await _server.Kill();

        var away = await Assert.ThrowsAsync<StoreUnavailableException>(Claim);

        Assert.StartsWith("no connection to Redis", away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_may_be_made_before_its_server_is_there()
    {
        await _server.Kill();
        await Assert.ThrowsAsync<StoreUnavailableException>(Claim);

        await _server.Start();

        await UntilItWorks();
    }

    [Fact]
    public async Task After_a_restart_it_works_again_by_itself_and_says_that_entries_are_lost()
    {
        await Settle();
        await _queue.Schedule([Entry("a")], default);

        await _server.Restart();

        Assert.True((await UntilItWorks()).Forgot);
        await _queue.Schedule([Entry("b")], default);
        Assert.Equal("b", Assert.Single((await Claim()).Entries).Account.Value);
    }

    [Fact]
    public async Task A_restart_with_an_older_memory_counts_as_a_loss()
    {
        await Settle();
        await _queue.Schedule([Entry("old")], default);
        await _server.Say("SAVE");
        await _queue.Schedule([Entry("new")], default);

        await _server.Restart();
        var claim = await UntilItWorks();

        Assert.True(claim.Forgot);
        Assert.Equal("old", Assert.Single(claim.Entries).Account.Value);
    }

    [Fact]
    public async Task A_frozen_server_keeps_no_call_waiting_and_nothing_piles_up_before_it()
    {
        await Settle();
        await _server.Freeze();
        var faults = new List<string>();

        for (var i = 0; i < 5; i++) faults.Add((await Assert.ThrowsAsync<StoreUnavailableException>(Claim)).Message);

        Assert.Equal("Redis did not answer in time", faults[0]);
        Assert.All(faults.Skip(1), fault => Assert.StartsWith("Redis has not answered for", fault, StringComparison.Ordinal));
        await _server.Thaw();
        await UntilItWorks();
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_comes_back_when_its_leases_end()
    {
        await Settle();
        await _queue.Schedule([Entry("a")], default);
        await _server.Freeze();
        await Assert.ThrowsAsync<StoreUnavailableException>(Claim);
        await _server.Thaw();

        var now = await UntilItWorks();
        var later = await _queue.Claim(Shards, Some.Time.AddSeconds(30), 10, default);

        Assert.Empty(now.Entries);
        Assert.Single(later.Entries);
    }

    [Fact]
    public async Task A_full_server_is_away_and_not_a_defect()
    {
        await Settle();
        await _server.Say("CONFIG SET maxmemory 1");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _queue.Schedule([Entry("a")], default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _queue.Restore([Entry("a")], default));
        await _server.Say("CONFIG SET maxmemory 0");
        await UntilItWorks();
    }

    [Theory]
    [InlineData("OOM command not allowed when used memory > 'maxmemory'.")]
    [InlineData("READONLY You can't write against a read only replica.")]
    public async Task What_an_older_server_says_of_a_scripts_command_is_no_defect_either(string refusal)
    {
        var script = $"return redis.error_reply(\"ERR Error running script (call to f_3a): @user_script:4: @user_script: 4: -{refusal}\")";

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _connection!.Ask(db => db.ScriptEvaluateAsync(script), default));
    }

    [Fact]
    public async Task A_server_that_wants_a_password_is_away_until_it_gets_it()
    {
        await _server.Say("CONFIG SET requirepass secret");
        await using var connection = new RedisConnection(
            SharedRedis.SettingsOf(_server.Port) with { Password = "secret" }, TimeProvider.System);

        await Assert.ThrowsAsync<StoreUnavailableException>(Claim);

        Assert.Empty((await new RedisDelayQueue(connection, TimeSpan.FromSeconds(30)).Claim(Shards, Some.Time, 10, default)).Entries);
    }

    private static DelayEntry Entry(string account) => new(0, AccountId.Parse(account), Some.Time);

    private Task<DelayClaim> Claim() => _queue.Claim(Shards, Some.Time, 10, default);

    /// <summary>Lets the queue know its shards.</summary>
    private async Task Settle()
    {
        for (var i = 0; i < Shards.Length; i++) await Claim();
    }

    private async Task<DelayClaim> UntilItWorks()
    {
        for (var started = TimeProvider.System.GetTimestamp(); ; await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System))
            try
            {
                return await Claim();
            }
            catch (StoreUnavailableException) when (TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                // Not yet.
            }
    }
}
