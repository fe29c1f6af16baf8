using ActorSync.Engine;
using ActorSync.Tests.Engine.Delays;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ActorSync.Tests.Engine.Recovery;

public sealed class SweepTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly InProcessDelayQueue _memory = new();
    private readonly FaultyQueue _queue;
    private readonly Dependency _dependency = new("the delay queue");
    private readonly OpenRows _rows = new();
    private readonly List<string> _woken = [];

    /// <summary>Shards whose wakes nobody is done with, and those wakes.</summary>
    private readonly HashSet<int> _stuck = [];
    private readonly List<Action<bool>> _unfinished = [];
    private readonly List<DateTimeOffset> _announced = [];
    private readonly Sweep _sweep;
    private int _announcedWhenWoken;
    private int _room = 1000;

    public SweepTests()
    {
        _queue = new(_memory);
        _sweep = new(new()
        {
            RegistrationLog = _rows, Queue = _queue, DelayQueue = _dependency, Settings = SomeEngine.Settings,
            Runtime = EngineRuntime.Machine with { Time = _time }, Log = NullLogger.Instance,
            Room = _ => _room, Announce = _announced.Add,
            Wake = (shard, account, done) =>
            {
                _woken.Add(account.Value);
                _room--;
                _announcedWhenWoken = _announced.Count;
                if (_stuck.Contains(shard)) _unfinished.Add(done);
                else done(true);
            },
        });
    }

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public async Task After_a_start_what_is_due_is_woken_and_what_is_not_is_put_into_the_queue()
    {
        _rows.Add(0, "due", After(-1));
        _rows.Add(1, "later", After(60));
        Assert.False(_sweep.HasRecovered);

        await _sweep.RunOnce(default);

        Assert.True(_sweep.HasRecovered);
        Assert.Equal(["due"], _woken);
        Assert.Equal([After(60)], _announced);
        Assert.Equal("later", Assert.Single((await _memory.Claim([0, 1], After(60), 10, default)).Entries).Account.Value);
    }

    [Fact]
    public async Task What_is_due_in_any_shard_is_woken_before_the_rest_of_another_is_put_into_the_queue()
    {
        for (var i = 0; i < 1200; i++) _rows.Add(0, $"later-{i}", After(60));
        _rows.Add(1, "due", After(-1));

        await _sweep.RunOnce(default);

        Assert.Equal(["due"], _woken);
        // One page was read to see that nothing more is due in the first shard.
        Assert.Equal(1, _announcedWhenWoken);
        Assert.Equal(1200, await Waiting());
    }

    [Fact]
    public async Task A_queue_that_lost_everything_is_filled_again_when_that_is_noticed()
    {
        _rows.Add(0, "later", After(60));
        await _sweep.RunOnce(default);
        await _memory.Cancel([new(0, AccountId.Parse("later"), default)], default);

        _sweep.LookAtEverything();
        await _sweep.RunOnce(default);

        Assert.Single((await _memory.Claim([0, 1], After(60), 10, default)).Entries);
    }

    [Fact]
    public async Task What_is_due_beyond_the_horizon_comes_into_the_queue_before_it_is_due()
    {
        var horizon = SomeEngine.Settings.DelayHorizon;
        for (var i = 0; i < 1200; i++) _rows.Add(0, $"far-{i}", _time.GetUtcNow() + (1.2 * horizon));
        _rows.Add(0, "near", _time.GetUtcNow() + horizon);
        await _sweep.RunOnce(default);
        Assert.Equal(1, await Waiting());

        _time.Advance(horizon / 2);
        await _sweep.RunOnce(default);

        Assert.Equal(1201, await Waiting());
        Assert.Empty(_woken);
    }

    [Fact]
    public async Task While_the_queue_is_away_those_who_are_due_are_woken_all_the_same()
    {
        _queue.Fault = new StoreUnavailableException("refused");
        _rows.Add(0, "later-0", After(60));
        _rows.Add(1, "due", After(-1));
        _rows.Add(1, "later-1", After(60));

        await _sweep.RunOnce(default);

        Assert.Equal(["due"], _woken);
        Assert.Equal("refused", _dependency.Fault);
        Assert.Equal(["restore later-0"], _queue.Calls);
    }

    [Fact]
    public async Task A_slow_pass_gives_way_to_a_queue_that_lost_everything()
    {
        await _sweep.RunOnce(default);
        for (var i = 0; i < 1200; i++) _rows.Add(0, $"later-{i}", After(3600));
        _time.Advance(SomeEngine.Settings.SweepEvery);
        await _sweep.RunOnce(default);
        await _sweep.RunOnce(default);
        Assert.Equal(500, await Waiting());

        _sweep.LookAtEverything();
        await _sweep.RunOnce(default);

        Assert.Equal(1200, await Waiting());
    }

    [Fact]
    public async Task A_slow_pass_reads_no_more_rows_in_a_second_than_the_settings_say_and_comes_to_its_end()
    {
        await _sweep.RunOnce(default);
        for (var i = 0; i < 1200; i++) _rows.Add(0, $"later-{i}", After(3600));
        _time.Advance(SomeEngine.Settings.SweepEvery);
        await _sweep.RunOnce(default);
        await _sweep.RunOnce(default);
        Assert.Equal(500, await Waiting());

        for (var i = 0; i < 4; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(500.0 / SomeEngine.Settings.SweepRowsPerSecond));
            await _sweep.RunOnce(default);
        }

        Assert.Equal(1200, await Waiting());
    }

    [Fact]
    public async Task Room_at_a_receiver_is_noticed_when_the_clock_was_set_back()
    {
        await _sweep.RunOnce(default);
        _sweep.LeftBehind(Some.C);
        await _sweep.RunOnce(default);
        _time.SetBack(TimeSpan.FromMinutes(10));
        _rows.Add(0, "left", After(-1));
        _sweep.LeftBehind(Some.C);

        _time.Advance(TimeSpan.FromSeconds(0.5));
        await _sweep.RunOnce(default);

        Assert.Equal(["left"], _woken);
    }

    [Fact]
    public async Task Those_left_behind_are_woken_in_the_order_in_which_they_came_whatever_their_shard()
    {
        _room = 0;
        for (var i = 0; i < 192; i++) _rows.Add(i % 2, $"{i}", After(i - 200));
        await _sweep.RunOnce(default);
        Assert.Empty(_woken);

        foreach (var few in Enumerable.Range(0, 192).Chunk(64))
        {
            await LookWithRoom(64);
            Assert.Equal(few.Select(i => $"{i}").Order(), _woken.Order());
            _woken.Clear();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public async Task No_more_are_woken_than_their_receiver_has_room_for(int room)
    {
        _room = 0;
        for (var i = 0; i < 200; i++) _rows.Add(i % 2, $"{i}", After(-1));
        await _sweep.RunOnce(default);

        await LookWithRoom(room);

        Assert.Equal(room, _woken.Count);
    }

    [Fact]
    public async Task An_account_with_many_open_rows_is_woken_once_for_all_on_a_page()
    {
        for (var i = 0; i < 100; i++) _rows.Add(0, i % 2 == 0 ? "large" : $"{i}", After(-1));

        await _sweep.RunOnce(default);

        Assert.Equal(51, _woken.Count);
        Assert.Single(_woken, "large");
    }

    [Fact]
    public async Task Who_is_left_behind_again_is_found_by_the_next_walk()
    {
        _room = 0;
        _rows.Add(0, "first", After(-2));
        _rows.Add(0, "second", After(-1));
        await _sweep.RunOnce(default);
        await LookWithRoom(1);
        _sweep.LeftBehind(Some.C);
        await LookWithRoom(1);
        Assert.Equal(["first", "second"], _woken);

        await LookWithRoom(1);
        await LookWithRoom(1);
        Assert.Equal("first", _woken[2]);
    }

    [Fact]
    public async Task A_shard_that_does_not_get_on_keeps_no_other_from_being_looked_through()
    {
        await RecoverBesideOneThatIsStuck();
        Assert.Contains("due", _woken);
        Assert.Equal(1, await Waiting());
        Assert.False(_sweep.HasRecovered);
        var pages = _rows.Pages;

        GetOn();
        await _sweep.RunOnce(default);

        Assert.Equal(SomeEngine.Settings.WakesInFlight + 11, _woken.Count);
        Assert.True(_sweep.HasRecovered);
        Assert.Equal(pages, _rows.Pages);
    }

    [Fact]
    public async Task No_more_of_a_shard_are_woken_at_once_than_its_part()
    {
        await RecoverBesideOneThatIsStuck();
        await _sweep.RunOnce(default);

        Assert.Equal(Part, _woken.Count(account => account != "due"));
    }

    [Fact]
    public async Task Beside_a_shard_that_does_not_get_on_everything_else_is_looked_at_when_the_queue_lost_it()
    {
        await RecoverBesideOneThatIsStuck();
        await _memory.Cancel([new(1, AccountId.Parse("later"), default)], default);

        _sweep.LookAtEverything();
        await _sweep.RunOnce(default);

        Assert.Equal(1, await Waiting());
    }

    [Fact]
    public async Task Beside_a_shard_that_does_not_get_on_those_left_behind_are_brought()
    {
        await RecoverBesideOneThatIsStuck();

        foreach (var left in new[] { "left-1", "left-2" })
        {
            _rows.Add(1, left, After(-1));
            _sweep.LeftBehind(Some.C);
            await LookWithRoom(1000);
            Assert.Contains(left, _woken);
        }
    }

    [Fact]
    public async Task Beside_a_shard_that_does_not_get_on_slow_passes_go_on()
    {
        await RecoverBesideOneThatIsStuck();

        for (var pass = 1; pass <= 2; pass++)
        {
            _rows.Add(1, $"missed-{pass}", After(3600));
            _time.Advance(SomeEngine.Settings.SweepEvery);
            for (var i = 0; i < 4; i++)
            {
                await _sweep.RunOnce(default);
                _time.Advance(TimeSpan.FromSeconds(2));
            }
            Assert.Equal(1 + pass, await Waiting());
        }
    }

    [Fact]
    public async Task Those_who_were_brought_are_waited_for_but_no_longer_than_a_moment()
    {
        _room = 0;
        for (var i = 0; i < 20; i++) _rows.Add(i % 2, $"{i}", After(-1));
        await _sweep.RunOnce(default);
        _stuck.UnionWith([0, 1]);

        await LookWithRoom(4);
        await LookWithRoom(4);
        Assert.Equal(4, _woken.Count);

        _time.Advance(TimeSpan.FromSeconds(1));
        await LookWithRoom(4);
        Assert.Equal(8, _woken.Count);

        GetOn();
        await LookWithRoom(4);
        Assert.Equal(12, _woken.Count);
    }

    /// <summary>A shard's part of the wakes in flight.</summary>
    private static int Part => SomeEngine.Settings.WakesInFlight / SomeEngine.Settings.Shards;

    /// <summary>More is due in one shard than may be woken at once in all, and a little in the other.</summary>
    private async Task RecoverBesideOneThatIsStuck()
    {
        _stuck.Add(0);
        for (var i = 0; i < SomeEngine.Settings.WakesInFlight + 10; i++) _rows.Add(0, $"stuck-{i}", After(-1));
        _rows.Add(1, "due", After(-1));
        _rows.Add(1, "later", After(60));
        await _sweep.RunOnce(default).WaitAsync(EngineRun.Patience);
    }

    private void GetOn()
    {
        _stuck.Clear();
        foreach (var done in _unfinished) done(true);
        _unfinished.Clear();
    }

    private async Task LookWithRoom(int room)
    {
        _room = room;
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await _sweep.RunOnce(default);
    }

    private async Task<int> Waiting()
    {
        var claim = await _memory.Claim([0, 1], After(3600 * 24), 10_000, default);
        await _memory.Schedule(claim.Entries, default);
        await _memory.Acknowledge(claim.Entries, default);
        return claim.Entries.Count;
    }

    private DateTimeOffset After(double seconds) => _time.GetUtcNow().AddSeconds(seconds);
}
