using ActorSync.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ActorSync.Tests.Engine.Delays;

public sealed class DelayPumpTests : IDisposable
{
    private const int WakesInFlight = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();
    private readonly FaultyQueue _queue = new(new InProcessDelayQueue());
    private readonly Dependency _dependency = new("the delay queue");
    private readonly List<(AccountId Account, Action<bool> Done)> _woken = [];
    private readonly DelayPump _pump;
    private int _missed;

    public DelayPumpTests() => _pump = new(
        _queue, [0, 1], SomeEngine.Settings with { WakesInFlight = WakesInFlight, DelayPoll = Poll },
        EngineRuntime.Machine with { Time = _time }, _dependency, NullLogger.Instance)
    {
        Wake = (entry, done) => _woken.Add((entry.Account, done)),
        Missed = () => _missed++,
    };

    public void Dispose() => _pump.Dispose();

    [Fact]
    public async Task An_account_is_woken_when_its_time_has_come()
    {
        _pump.Set(0, Account("a"), After(5));

        Assert.Equal(Poll, await Run());
        await Run(after: 4.5);
        Assert.Empty(_woken);
        await Run(after: 0.5);
        Assert.Equal(["a"], Woken);
    }

    [Fact]
    public async Task The_queue_is_asked_a_moment_before_the_next_is_due()
    {
        _pump.Set(0, Account("a"), After(0.25));

        Assert.Equal(TimeSpan.FromSeconds(0.25) - DelayPump.LookBefore, await Run());
    }

    [Fact]
    public async Task What_is_claimed_ahead_is_woken_at_its_time_and_not_before()
    {
        _pump.Set(0, Account("a"), After(0.02));
        _pump.Set(1, Account("b"), After(0.05));
        await Run();
        Assert.Equal(["schedule a b", "claim"], _queue.Calls);
        Assert.Empty(_woken);

        _time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(["a"], Woken);
        _time.Advance(TimeSpan.FromMilliseconds(29));
        Assert.Equal(["a"], Woken);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a", "b"], Woken);
    }

    [Theory]
    [InlineData(0.03)]
    [InlineData(60 * 24 * 3600)] // Longer than a timer takes.
    public async Task Nobody_is_woken_early_when_the_clock_is_set_back(double seconds)
    {
        _pump.Set(0, Account("a"), After(0.05));
        await Run();
        _time.SetBack(TimeSpan.FromSeconds(seconds));

        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Empty(_woken);

        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(["a"], Woken);
    }

    [Fact]
    public async Task Whoever_is_claimed_ahead_is_woken_while_the_queue_does_not_answer()
    {
        _pump.Set(0, Account("a"), After(0.05));
        await Run();
        var slow = new TaskCompletionSource();
        _queue.Ready = slow.Task;
        _pump.Set(0, Account("b"), After(9));
        var asked = Run();

        _time.Advance(TimeSpan.FromMilliseconds(50));

        Assert.Equal(["a"], Woken);
        slow.SetResult();
        await asked;
    }

    [Fact]
    public async Task All_that_will_be_due_in_a_moment_is_claimed_in_one_go()
    {
        for (var i = 0; i < WakesInFlight; i++) _pump.Set(0, Account($"a{i}"), After(0.05 + i * 0.015));

        await Run(after: 0.001);
        _time.Advance(DelayPump.Ahead);

        Assert.Equal(WakesInFlight, _woken.Count);
        Assert.Single(_queue.Calls, "claim");
    }

    [Fact]
    public async Task Whoever_is_claimed_ahead_when_the_node_stops_is_given_back()
    {
        await StopWithOneAhead(queue => { });
        _time.Advance(TimeSpan.FromMilliseconds(50));

        Assert.Empty(_woken);
        var claim = await _queue.Claim([0, 1], _time.GetUtcNow(), 1, default);
        Assert.Equal("a", Assert.Single(claim.Entries).Account.Value);
    }

    [Fact]
    public async Task A_queue_that_is_away_does_not_keep_the_node_from_stopping()
    {
        await StopWithOneAhead(queue => queue.Fault = new StoreUnavailableException("refused"));

        Assert.Equal("refused", _dependency.Fault);
    }

    [Fact]
    public async Task Whoever_wants_to_be_woken_no_more_is_not()
    {
        _pump.Set(0, Account("a"), After(1));
        await Run();
        _pump.Set(0, Account("a"), null);

        await Run(after: 2);

        Assert.Empty(_woken);
    }

    [Fact]
    public async Task Whoever_wants_to_be_woken_beyond_the_horizon_is_not_in_the_queue()
    {
        _pump.Set(0, Account("a"), After(1));
        _pump.Set(1, Account("b"), _time.GetUtcNow() + SomeEngine.Settings.DelayHorizon);
        await Run();
        _pump.Set(0, Account("a"), _time.GetUtcNow() + SomeEngine.Settings.DelayHorizon + TimeSpan.FromSeconds(5));

        await Run(after: 2);

        Assert.Empty(_woken);
        Assert.Equal(["schedule a b", "cancel a"], _queue.Calls.Where(call => call != "claim"));
    }

    [Fact]
    public async Task Only_the_last_wish_of_an_account_reaches_the_queue()
    {
        _pump.Set(0, Account("a"), After(1));
        _pump.Set(0, Account("a"), null);
        _pump.Set(0, Account("a"), After(2));

        await Run();

        Assert.Equal(["schedule a", "claim"], _queue.Calls);
    }

    [Fact]
    public async Task A_wake_is_acknowledged_when_what_follows_is_stored_and_not_before()
    {
        _pump.Set(0, Account("a"), After(0));
        await Run();
        await Run(after: 1);
        Assert.DoesNotContain("acknowledge a", _queue.Calls);

        _woken[0].Done(true);
        await Run();

        Assert.Contains("acknowledge a", _queue.Calls);
    }

    [Fact]
    public async Task As_long_as_somebody_is_awake_the_queue_is_told_soon_what_is_stored()
    {
        _pump.Set(0, Account("a"), After(0));

        Assert.Equal(DelayPump.AcknowledgeWithin, await Run());
        _woken[0].Done(true);
        Assert.Equal(Poll, await Run());

        Assert.Equal(["schedule a", "claim", "acknowledge a"], _queue.Calls);
    }

    [Fact]
    public async Task A_wake_that_nobody_has_looked_at_is_not_acknowledged_and_makes_room()
    {
        for (var i = 0; i <= WakesInFlight; i++) _pump.Set(0, Account($"a{i}"), After(0));
        await Run();
        await Run(after: 1);

        foreach (var (_, done) in _woken.ToList()) done(false);
        await Run();

        Assert.DoesNotContain(_queue.Calls, call => call.StartsWith("acknowledge", StringComparison.Ordinal));
        Assert.Equal(WakesInFlight + 1, _woken.Count);
    }

    [Fact]
    public async Task A_shard_that_is_lost_is_left_to_its_new_owner()
    {
        _pump.Set(0, Account("a"), After(1));
        _pump.Set(1, Account("b"), After(1));
        await Run();
        _pump.Lose(0);
        await Run(after: 1);
        Assert.Equal(["b"], Woken);

        _pump.Lose(1);
        _woken[0].Done(false);

        Assert.Equal(Poll, await Run(after: 1));
    }

    [Fact]
    public async Task No_more_are_woken_at_once_than_the_settings_say()
    {
        for (var i = 0; i < 6; i++) _pump.Set(i % 2, Account($"a{i}"), After(0));
        await Run();
        await Run(after: 2);
        Assert.Equal(WakesInFlight, _woken.Count);

        _woken[0].Done(true);
        await Run();

        Assert.Equal(WakesInFlight + 1, _woken.Count);
    }

    [Fact]
    public async Task A_shard_whose_wakes_are_never_done_with_keeps_nobody_else_from_being_woken()
    {
        for (var i = 0; i < 3 * WakesInFlight; i++) _pump.Set(0, Account($"stuck-{i}"), After(0));
        await Run();
        await Run();
        _woken.Clear();

        for (var i = 0; i < 10; i++)
        {
            _pump.Set(1, Account($"b{i}"), After(0));
            await Run();
            Assert.Equal([$"b{i}"], Woken);
            _woken[0].Done(true);
            _woken.Clear();
        }
    }

    [Fact]
    public async Task A_shard_that_was_passed_over_is_looked_at_as_soon_as_it_has_room_again()
    {
        for (var i = 0; i < WakesInFlight + 2; i++) _pump.Set(0, Account($"a{i}"), After(0));
        await Run();
        await Run();
        Assert.Equal(WakesInFlight, _woken.Count);

        foreach (var (_, done) in _woken.ToList()) done(true);
        await Run();

        Assert.Equal(WakesInFlight + 2, _woken.Count);
    }

    [Fact]
    public async Task The_queue_is_not_asked_while_no_shard_has_room()
    {
        for (var i = 0; i < 3 * WakesInFlight; i++) _pump.Set(i % 2, Account($"a{i}"), After(0));
        await Run();
        _queue.Calls.Clear();

        Assert.Equal(DelayPump.AcknowledgeWithin, await Run(after: 2));

        Assert.Empty(_queue.Calls);
    }

    [Fact]
    public async Task The_queue_is_not_asked_time_and_again_for_a_shard_without_room()
    {
        for (var i = 0; i < 3 * WakesInFlight; i++) _pump.Set(0, Account($"a{i}"), After(0));
        await Run();
        await Run();
        _queue.Calls.Clear();

        Assert.Equal(DelayPump.AcknowledgeWithin, await Run(after: 0.5));

        Assert.Empty(_queue.Calls);
    }

    [Fact]
    public async Task The_queue_is_looked_at_now_and_then_whatever_is_known()
    {
        await Run();
        await _queue.Schedule([new(1, Account("from-elsewhere"), After(0))], default);

        await Run(after: Poll.TotalSeconds);

        Assert.Equal(["from-elsewhere"], Woken);
    }

    [Fact]
    public async Task The_queue_is_not_asked_when_nothing_can_be_due()
    {
        await Run();
        _queue.Calls.Clear();

        await Run(after: 0.5);

        Assert.Empty(_queue.Calls);
    }

    [Fact]
    public async Task What_is_announced_is_looked_for_in_time()
    {
        await Run();
        await _queue.Restore([new(1, Account("restored"), After(0.2))], default);
        _pump.Announce(After(0.2));

        Assert.Equal(TimeSpan.FromSeconds(0.2) - DelayPump.LookBefore, await Run());
        await Run(after: 0.2);

        Assert.Equal(["restored"], Woken);
    }

    [Fact]
    public async Task A_queue_that_has_forgotten_is_filled_again_by_the_sweep()
    {
        _queue.Forgot = true;

        await Run();
        await Run(after: 1);

        Assert.Equal(1, _missed);
    }

    [Fact]
    public async Task Wishes_beyond_the_bound_are_left_to_the_sweep_once_they_can_be_put_in()
    {
        for (var i = 0; i <= DelayPump.MaxWishes; i++) _pump.Set(0, Account($"a{i}"), After(60));
        Assert.Equal(0, _missed);

        await Run();
        await Run();

        Assert.Equal(1, _missed);
    }

    [Fact]
    public async Task While_the_queue_is_away_the_loop_goes_on_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        _queue.Fault = new StoreUnavailableException("refused");
        var running = _pump.Run(stop.Token);
        await _time.Waits(1, TimeSpan.FromSeconds(1));
        Assert.Equal("refused", _dependency.Fault);
        Assert.Equal(0, _missed);

        var back = new TaskCompletionSource();
        _dependency.Returned += back.SetResult;
        _queue.Fault = null;
        _time.Advance(TimeSpan.FromSeconds(1));
        await back.Task;

        Assert.Null(_dependency.Fault);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_queue_that_was_away_is_back_only_once_it_has_answered()
    {
        using var stop = new CancellationTokenSource();
        using var pump = new DelayPump(
            _queue, [0, 1], SomeEngine.Settings with { DelayPoll = TimeSpan.FromDays(1) }, EngineRuntime.Machine with { Time = _time },
            _dependency, NullLogger.Instance) { Wake = (_, _) => { }, Missed = () => { } };
        await pump.RunOnce(default);
        _queue.Fault = new StoreUnavailableException("refused");
        pump.Set(0, Account("a"), After(3));
        var running = pump.Run(stop.Token);
        await _time.Waits(1, TimeSpan.FromSeconds(1));
        var asked = _queue.Calls.Count;

        _time.Advance(TimeSpan.FromSeconds(1));
        await _time.Waits(1, TimeSpan.FromSeconds(1));

        Assert.Equal(("refused", asked + 1), (_dependency.Fault, _queue.Calls.Count));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_defect_does_not_end_the_loop()
    {
        using var stop = new CancellationTokenSource();
        _queue.Fault = new InvalidOperationException("a defect");
        var running = _pump.Run(stop.Token);
        await _time.Waits(1, TimeSpan.FromSeconds(1));

        Assert.Equal("a defect", _dependency.Fault);
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task What_others_put_in_is_found_when_the_clock_was_set_back()
    {
        await Run();
        _time.SetBack(TimeSpan.FromMinutes(10));
        await _queue.Schedule([new(0, Account("a"), After(-1))], default);

        await Run(after: Poll.TotalSeconds);

        Assert.Equal(["a"], Woken);
    }

    [Fact]
    public async Task What_is_set_during_a_call_is_passed_on_by_the_next()
    {
        var slow = new TaskCompletionSource();
        _queue.Ready = slow.Task;
        _pump.Set(0, Account("a"), After(9));
        var first = Run();
        _pump.Set(0, Account("b"), After(9));
        slow.SetResult();
        await first;

        await Run();

        Assert.Equal(["schedule a", "claim", "schedule b"], _queue.Calls);
    }

    [Fact]
    public async Task What_is_stored_during_a_call_is_acknowledged_by_the_next_and_once()
    {
        _pump.Set(0, Account("a"), After(0));
        await Run();
        await Run(after: 1);
        var slow = new TaskCompletionSource();
        _queue.Ready = slow.Task;
        _pump.Set(0, Account("b"), After(9));
        var first = Run();
        _woken[0].Done(true);
        _queue.Calls.Clear();
        slow.SetResult();
        await first;
        Assert.DoesNotContain("acknowledge a", _queue.Calls);

        await Run();
        await Run();

        Assert.Equal(["acknowledge a"], _queue.Calls);
    }

    /// <summary>The loop runs until it has claimed somebody ahead, and is stopped.</summary>
    private async Task StopWithOneAhead(Action<FaultyQueue> before)
    {
        using var stop = new CancellationTokenSource();
        _pump.Set(0, Account("a"), After(0.05));
        var running = _pump.Run(stop.Token);
        await _time.Waits(1, TimeSpan.FromMilliseconds(50));
        before(_queue);
        await stop.CancelAsync();
        await running;
    }

    private IEnumerable<string> Woken => _woken.Select(w => w.Account.Value);

    private static AccountId Account(string name) => AccountId.Parse(name);

    private DateTimeOffset After(double seconds) => _time.GetUtcNow().AddSeconds(seconds);

    private Task<TimeSpan> Run(double after = 0)
    {
        _time.Advance(TimeSpan.FromSeconds(after));
        return _pump.RunOnce(default);
    }
}
