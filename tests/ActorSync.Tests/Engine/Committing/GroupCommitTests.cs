using ActorSync.Engine;
using ActorSync.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ActorSync.Tests.Engine.Committing;

public sealed class GroupCommitTests : IDisposable
{
    private const int CommitSize = 3;
    private readonly ManualTime _time = new();
    private readonly HeldJournal _journal = new();
    private readonly EngineMetrics _metrics;
    private readonly Dependency _store = new("the store");
    private readonly CancellationTokenSource _givingUp = new();
    private readonly GroupCommit _commit;

    public GroupCommitTests()
    {
        _metrics = new(_time);
        _commit = Commit(_journal);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _givingUp.Dispose();
    }

    [Fact]
    public async Task What_comes_while_a_transaction_is_under_way_shares_the_next()
    {
        var running = _commit.Run(_givingUp.Token);
        var first = Append("a");
        var call = await _journal.Next();
        Task[] others = [Append("b"), Append("c")];
        call.Done();

        (await _journal.Next()).Done();

        await Task.WhenAll([first, .. others]);
        Assert.Equal(["a", "b c"], _journal.Calls);
        _commit.Complete();
        await running;
    }

    [Fact]
    public async Task A_transaction_takes_no_more_once_it_is_large_enough()
    {
        Task[] appends = [Append("a", "b"), Append("c", "d"), Append("e")];
        _commit.Complete();
        var running = _commit.Run(_givingUp.Token);

        (await _journal.Next()).Done();
        (await _journal.Next()).Done();

        await Task.WhenAll(appends);
        Assert.Equal(["a b c d", "e"], _journal.Calls);
        await running;
    }

    [Fact]
    public async Task Who_is_refused_hears_why_and_the_others_are_written_without_it()
    {
        Task<IReadOnlyList<AppendRefusal>> refused = Append("a"), written = Append("b");
        _commit.Complete();
        var running = _commit.Run(_givingUp.Token);

        (await _journal.Next()).Done(new AppendRefusal.Fenced(SomeWrite.Account("a")));
        (await _journal.Next()).Done();

        Assert.IsType<AppendRefusal.Fenced>(Assert.Single(await refused));
        Assert.Empty(await written);
        Assert.Equal(["a b", "b"], _journal.Calls);
        await running;
    }

    [Fact]
    public async Task A_defect_in_one_write_fails_it_alone()
    {
        Task bad = Append("a"), good = Append("b");
        _commit.Complete();
        var running = _commit.Run(_givingUp.Token);

        (await _journal.Next()).Fail(new InvalidOperationException("a defect"));
        (await _journal.Next()).Fail(new InvalidOperationException("a defect"));
        (await _journal.Next()).Done();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        await good;
        Assert.Equal(["a b", "a", "b"], _journal.Calls);
        await running;
    }

    [Fact]
    public async Task A_store_that_cancels_of_its_own_accord_is_a_defect_and_not_the_end()
    {
        var bad = Append("a");
        var running = _commit.Run(_givingUp.Token);
        (await _journal.Next()).Fail(new OperationCanceledException("a limit of its own"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bad);

        var good = Append("b");
        (await _journal.Next()).Done();

        await good;
        _commit.Complete();
        await running;
    }

    [Fact]
    public async Task While_the_store_is_away_nothing_is_forgotten()
    {
        var append = Append("a");
        _commit.Complete();
        var running = _commit.Run(_givingUp.Token);

        (await _journal.Next()).Fail(new StoreUnavailableException("away"));
        await _time.Waits(1, TimeSpan.FromMilliseconds(1));
        Assert.Equal("away", _store.Fault);
        Assert.False(append.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        (await _journal.Next()).Done();

        Assert.Empty(await append);
        Assert.Null(_store.Fault);
        Assert.Equal(["a", "a"], _journal.Calls);
        await running;
    }

    [Fact]
    public async Task When_the_node_gives_up_whoever_waits_is_told()
    {
        var running = _commit.Run(_givingUp.Token);
        var under = Append("a");
        var call = await _journal.Next();
        var waiting = Append("b");

        await _givingUp.CancelAsync();
        call.Fail(new OperationCanceledException());
        await running;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => under);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Append("late"));
    }

    [Fact]
    public async Task When_the_node_gives_up_while_appends_are_tried_one_by_one_all_of_them_are_told()
    {
        Task[] appends = [Append("a"), Append("b"), Append("c")];
        var running = _commit.Run(_givingUp.Token);
        (await _journal.Next()).Fail(new InvalidOperationException("a defect"));
        (await _journal.Next()).Done();
        (await _journal.Next()).Fail(new StoreUnavailableException("away"));
        await _time.Waits(1, TimeSpan.FromMilliseconds(1));

        await _givingUp.CancelAsync();
        await running;

        await appends[0];
        Assert.All(appends[1..], append => Assert.True(append.IsCanceled));
    }

    [Fact]
    public async Task While_one_of_several_is_stuck_the_store_does_not_work_whatever_the_others_do()
    {
        var journal = new HeldJournal();
        var other = Commit(journal);
        Task[] running = [_commit.Run(_givingUp.Token), other.Run(_givingUp.Token)];
        var returned = 0;
        _store.Returned += () => returned++;
        var stuck = Append("a");
        (await _journal.Next()).Fail(new StoreUnavailableException("locked"));
        await _time.Waits(1, TimeSpan.FromMilliseconds(1));

        var works = Append(other, "b");
        (await journal.Next()).Done();
        await works;
        Assert.Equal(("locked", 0), (_store.Fault, returned));

        _time.Advance(TimeSpan.FromSeconds(2));
        (await _journal.Next()).Done();
        await stuck;
        Assert.Equal((null, 1), (_store.Fault, returned));
        foreach (var commit in new[] { _commit, other }) commit.Complete();
        await Task.WhenAll(running);
    }

    [Fact]
    public async Task A_defect_after_an_outage_does_not_leave_the_store_away()
    {
        var append = Append("a");
        _commit.Complete();
        var running = _commit.Run(_givingUp.Token);
        (await _journal.Next()).Fail(new StoreUnavailableException("away"));
        await _time.Waits(1, TimeSpan.FromMilliseconds(1));

        _time.Advance(TimeSpan.FromSeconds(2));
        (await _journal.Next()).Fail(new InvalidOperationException("a defect"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => append);
        Assert.Null(_store.Fault);
        await running;
    }

    private GroupCommit Commit(IJournal journal) => new(
        journal, CommitSize,
        new(_store.Part(), EngineRuntime.Machine with { Time = _time }, TimeSpan.FromSeconds(2),
            new SharedChance(new Random(1)), NullLogger.Instance),
        _metrics);

    private Task<IReadOnlyList<AppendRefusal>> Append(params string[] accounts) => Append(_commit, accounts);

    private static Task<IReadOnlyList<AppendRefusal>> Append(GroupCommit commit, params string[] accounts) =>
        commit.Append([.. accounts.Select(a => SomeWrite.Of(a, 1, 1, SomeWrite.Received(a, $"of-{a}")))]);
}
