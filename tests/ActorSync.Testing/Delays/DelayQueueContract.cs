using Xunit;

namespace ActorSync.Tests.Delays;

/// <summary>What every <see cref="IDelayQueue"/> does. Time is the caller's, so no test waits.</summary>
public abstract class DelayQueueContract : IAsyncLifetime
{
    private const int Limit = 100;
    private static readonly int[] Shards = [0, 1, 2, 3];
    private static readonly DateTimeOffset Now = Some.Time;

    private IDelayQueue Queue { get; set; } = null!;

    /// <summary>How long its leases last.</summary>
    protected abstract TimeSpan Lease { get; }

    public virtual async Task InitializeAsync() => Queue = await Open();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task An_empty_queue_knows_of_nothing_due()
    {
        var claim = await Queue.Claim(Shards, Now, Limit, default);

        Assert.Empty(claim.Entries);
        Assert.Null(claim.NextDue);
        Assert.False(claim.Forgot);
    }

    [Fact]
    public async Task An_entry_is_due_at_its_time_and_not_before()
    {
        await Schedule("a", 5);

        Assert.Empty(await Claim(4.999));
        Assert.Equal([("a", 5)], await Claim(5));
    }

    [Fact]
    public async Task A_claim_says_when_the_next_entry_is_due()
    {
        await Schedule("a", 9);
        await Queue.Schedule([Entry("b", 7) with { Shard = 3 }], default);

        Assert.Equal(At(7), (await Queue.Claim(Shards, Now, Limit, default)).NextDue);
    }

    [Fact]
    public async Task An_entry_in_the_past_is_due()
    {
        await Schedule("a", -3600);

        Assert.Equal([("a", -3600)], await Claim(0));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    public async Task Scheduling_again_sets_the_new_time_whether_earlier_or_later(int seconds)
    {
        await Schedule("a", 5);
        await Schedule("a", seconds);

        Assert.Empty(await Claim(seconds - 1));
        Assert.Equal([("a", seconds)], await Claim(seconds));
        Assert.Empty(await Claim(seconds));
    }

    [Fact]
    public async Task An_account_twice_in_one_list_counts_in_order()
    {
        await Queue.Schedule([Entry("a", 2), Entry("b", 3), Entry("a", 6)], default);

        Assert.Equal([("b", 3)], await Claim(5));
        Assert.Equal([("a", 6)], await Claim(6));
    }

    [Fact]
    public async Task The_longest_due_come_first()
    {
        foreach (var seconds in new[] { 5, 1, 4, 2, 3 }) await Schedule($"a{seconds}", seconds);

        Assert.Equal([("a1", 1), ("a2", 2)], await Claim(9, limit: 2));
        Assert.Equal([("a3", 3), ("a4", 4), ("a5", 5)], await Claim(9));
    }

    [Fact]
    public async Task A_claim_that_the_limit_cut_short_says_that_there_is_more()
    {
        foreach (var name in new[] { "a", "b", "c" }) await Schedule(name, 1);

        var claim = await Queue.Claim(Shards, At(2), 2, default);

        Assert.Equal(2, claim.Entries.Count);
        Assert.True(claim.NextDue <= At(2));
    }

    [Fact]
    public async Task Only_the_shards_that_are_asked_for_are_claimed()
    {
        await Queue.Schedule([Entry("a", 1) with { Shard = 0 }, Entry("b", 1) with { Shard = 1 }], default);

        Assert.Equal("b", Assert.Single((await Queue.Claim([1, 2], At(2), Limit, default)).Entries).Account.Value);
        Assert.Equal([("a", 1)], await Claim(2));
    }

    [Fact]
    public async Task A_shard_that_always_has_something_due_does_not_starve_another()
    {
        await Queue.Schedule([Entry("patient", 1) with { Shard = 2 }], default);
        List<DelayEntry> claimed = [];

        for (var second = 2; second < 20; second++)
        {
            await Queue.Schedule([.. Enumerable.Range(0, 4).Select(i => Entry($"busy-{i}", second))], default);
            claimed.AddRange((await Queue.Claim(Shards, At(second), 2, default)).Entries);
        }

        Assert.Contains(claimed, e => e.Account.Value == "patient");
    }

    [Fact]
    public async Task A_cancelled_entry_is_not_claimed()
    {
        await Schedule("a", 5);
        await Schedule("b", 5);

        await Queue.Cancel([Entry("a", 1), Entry("unknown", 5)], default);

        Assert.Equal([("b", 5)], await Claim(9));
    }

    [Fact]
    public async Task A_claimed_entry_is_leased_to_one_claimer()
    {
        await Schedule("a", 1);

        Assert.Single(await Claim(1));
        Assert.Empty(await Claim(1));
        Assert.Empty(await Claim(1 + Lease.TotalSeconds - 0.001));
    }

    [Fact]
    public async Task An_entry_that_nobody_acknowledges_comes_back_when_its_lease_ends()
    {
        await Schedule("a", 1);
        await Claim(2);
        var end = 2 + Lease.TotalSeconds;

        Assert.Equal(At(end), (await Queue.Claim(Shards, At(3), Limit, default)).NextDue);
        Assert.Equal(("a", end), Assert.Single(await Claim(end)));
    }

    [Fact]
    public async Task An_acknowledged_entry_does_not_come_back()
    {
        await Schedule("a", 1);
        var claimed = await Queue.Claim(Shards, At(1), Limit, default);

        await Queue.Acknowledge(claimed.Entries, default);
        await Queue.Acknowledge(claimed.Entries, default);

        Assert.Null((await Queue.Claim(Shards, At(2), Limit, default)).NextDue);
        Assert.Empty(await Claim(2 * Lease.TotalSeconds));
    }

    [Fact]
    public async Task What_is_scheduled_beside_a_lease_survives_the_acknowledgement()
    {
        await Schedule("a", 1);
        var claimed = await Queue.Claim(Shards, At(1), Limit, default);
        await Schedule("a", 4);

        await Queue.Acknowledge(claimed.Entries, default);

        Assert.Equal([("a", 4)], await Claim(4));
    }

    [Fact]
    public async Task What_is_scheduled_beside_a_lease_may_be_claimed_while_that_lasts()
    {
        await Schedule("a", 1);
        await Claim(1);
        await Schedule("a", 1);

        Assert.Equal([("a", 1)], await Claim(1));
    }

    [Fact]
    public async Task A_lease_that_ends_does_not_put_off_an_earlier_entry_beside_it()
    {
        await Schedule("a", 1);
        await Claim(1);
        await Schedule("a", 3);

        Assert.Equal([("a", 3)], await Claim(1 + Lease.TotalSeconds));
        Assert.Empty(await Claim(1 + Lease.TotalSeconds));
    }

    [Fact]
    public async Task A_lease_that_ends_is_due_before_a_later_entry_beside_it()
    {
        await Schedule("a", 1);
        await Claim(1);
        await Schedule("a", 1_000_000);

        Assert.Equal([("a", 1 + Lease.TotalSeconds)], await Claim(1 + Lease.TotalSeconds));
    }

    [Fact]
    public async Task Acknowledging_an_older_lease_leaves_the_newer_one()
    {
        await Schedule("a", 1);
        var older = await Queue.Claim(Shards, At(1), Limit, default);
        await Schedule("a", 1);
        await Claim(1);

        await Queue.Acknowledge(older.Entries, default);

        Assert.Single(await Claim(10 + Lease.TotalSeconds));
    }

    [Fact]
    public async Task A_dead_claimers_late_acknowledgement_does_not_end_the_lease_of_the_next()
    {
        await Schedule("a", 1);
        var dead = await Queue.Claim(Shards, At(1), Limit, default);
        Assert.Single(await Claim(1 + Lease.TotalSeconds));

        await Queue.Acknowledge(dead.Entries, default);

        Assert.Single(await Claim(10 + 2 * Lease.TotalSeconds));
    }

    [Fact]
    public async Task Cancelling_leaves_a_lease_alone()
    {
        await Schedule("a", 1);
        await Claim(1);

        await Queue.Cancel([Entry("a", 1)], default);

        Assert.Single(await Claim(1 + Lease.TotalSeconds));
    }

    [Fact]
    public async Task Restoring_adds_what_is_missing()
    {
        await Queue.Restore([Entry("a", 5), Entry("a", 4), Entry("b", 6)], default);

        Assert.Equal([("a", 4), ("b", 6)], await Claim(6));
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(9, 5)]
    public async Task Restoring_keeps_the_earlier_time(int restored, int expected)
    {
        await Schedule("a", 5);

        await Queue.Restore([Entry("a", restored)], default);

        Assert.Equal([("a", expected)], await Claim(99));
    }

    [Fact]
    public async Task Restoring_leaves_a_leased_account_alone()
    {
        await Schedule("a", 1);
        var claimed = await Queue.Claim(Shards, At(1), Limit, default);

        await Queue.Restore([Entry("a", 2)], default);
        await Queue.Acknowledge(claimed.Entries, default);

        Assert.Empty(await Claim(99));
    }

    [Fact]
    public async Task Two_claimers_at_once_share_what_is_due_without_overlap()
    {
        const int count = 500;
        await Queue.Schedule([.. Enumerable.Range(0, count).Select(i => Entry($"a{i}", 1) with { Shard = i % Shards.Length })], default);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(ClaimAll)));

        Assert.Equal(count, claimed.Sum(c => c.Count));
        Assert.Equal(count, claimed.SelectMany(c => c).Select(e => e.Account).Distinct().Count());
    }

    [Fact]
    public async Task Lists_may_be_long_and_may_be_empty()
    {
        const int count = 5000;
        DelayEntry[] entries = [.. Enumerable.Range(0, count).Select(i => Entry($"a{i}", i % 7) with { Shard = i % Shards.Length })];
        await Queue.Schedule(entries, default);
        await Queue.Restore(entries, default);

        var claim = await Queue.Claim(Shards, At(7), count, default);
        await Queue.Acknowledge(claim.Entries, default);
        await Queue.Cancel(entries, default);
        await Queue.Schedule([], default);
        await Queue.Restore([], default);
        await Queue.Cancel([], default);
        await Queue.Acknowledge([], default);

        Assert.Equal(count, claim.Entries.Count);
        Assert.Null((await Queue.Claim(Shards, At(9), 1, default)).NextDue);
    }

    [Theory]
    [InlineData("名字 with spaces")]
    [InlineData("A")]
    [InlineData("quote'\"\\%_{}")]
    public async Task Accounts_keep_their_exact_names(string name)
    {
        await Schedule(name, 1);
        await Schedule("a", 1);

        Assert.Equal(
            new[] { name, "a" }.Order(StringComparer.Ordinal),
            (await Claim(1)).Select(e => e.Account).Order(StringComparer.Ordinal));
    }

    /// <summary>Opens an empty queue.</summary>
    protected abstract Task<IDelayQueue> Open();

    private static DateTimeOffset At(double seconds) => Now.AddSeconds(seconds);

    private static DelayEntry Entry(string account, double seconds) => new(0, AccountId.Parse(account), At(seconds));

    private Task Schedule(string account, double seconds) => Queue.Schedule([Entry(account, seconds)], default);

    /// <returns>Who was claimed, and for which second.</returns>
    private async Task<List<(string Account, double Second)>> Claim(double seconds, int limit = Limit) =>
        [.. (await Queue.Claim(Shards, At(seconds), limit, default)).Entries.Select(e => (e.Account.Value, (e.Due - Now).TotalSeconds))];

    private async Task<List<DelayEntry>> ClaimAll()
    {
        List<DelayEntry> all = [];
        while ((await Queue.Claim(Shards, At(1), 10, default)).Entries is { Count: > 0 } claimed) all.AddRange(claimed);
        return all;
    }
}
