using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine.Delays;

/// <summary>What the pump claims a moment before it is due.</summary>
public sealed class DelayPumpAheadTests : DelayPumpTest
{
    [Fact]
    public async Task What_is_claimed_ahead_is_woken_at_its_time_and_not_before()
    {
        Pump.Set(0, Account("a"), After(0.02));
        Pump.Set(1, Account("b"), After(0.05));
        await Run();
        Assert.Equal(["schedule a b", "claim"], Queue.Calls);
        Assert.Empty(Wakes);

        Time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(["a"], Woken);
        Time.Advance(TimeSpan.FromMilliseconds(29));
        Assert.Equal(["a"], Woken);
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a", "b"], Woken);
    }

    [Fact]
    public async Task All_that_will_be_due_in_a_moment_is_claimed_in_one_go()
    {
        for (var i = 0; i < WakesInFlight; i++) Pump.Set(0, Account($"a{i}"), After(0.05 + i * 0.015));

        await Run(after: 0.001);
        Time.Advance(DelayPump.Ahead);

        Assert.Equal(WakesInFlight, Wakes.Count);
        Assert.Single(Queue.Calls, "claim");
    }

    [Theory]
    [InlineData(0.03)]
    [InlineData(60 * 24 * 3600)] // Longer than a timer takes.
    public async Task Nobody_is_woken_early_when_the_clock_is_set_back(double seconds)
    {
        Pump.Set(0, Account("a"), After(0.05));
        await Run();
        Time.SetBack(TimeSpan.FromSeconds(seconds));

        Time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Empty(Wakes);

        Time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(["a"], Woken);
    }

    [Fact]
    public async Task Whoever_is_claimed_ahead_is_woken_while_the_queue_does_not_answer()
    {
        Pump.Set(0, Account("a"), After(0.05));
        await Run();
        var slow = new TaskCompletionSource();
        Queue.Ready = slow.Task;
        Pump.Set(0, Account("b"), After(9));
        var asked = Run();

        Time.Advance(TimeSpan.FromMilliseconds(50));

        Assert.Equal(["a"], Woken);
        slow.SetResult();
        await asked;
    }

    [Fact]
    public async Task Whoever_is_claimed_ahead_when_the_node_stops_is_given_back()
    {
        await StopWithOneAhead(queue => { });
        Time.Advance(TimeSpan.FromMilliseconds(50));

        Assert.Empty(Wakes);
        var claim = await Queue.Claim([0, 1], Time.GetUtcNow(), 1, default);
        Assert.Equal("a", Assert.Single(claim.Entries).Account.Value);
    }

    [Fact]
    public async Task A_queue_that_is_away_does_not_keep_the_node_from_stopping()
    {
        await StopWithOneAhead(queue => queue.Fault = new StoreUnavailableException("refused"));

        Assert.Equal("refused", Dependency.Fault);
    }

    /// <summary>The loop runs until it has claimed somebody ahead, and is stopped.</summary>
    private async Task StopWithOneAhead(Action<FaultyQueue> before)
    {
        using var stop = new CancellationTokenSource();
        Pump.Set(0, Account("a"), After(0.05));
        var running = Pump.Run(stop.Token);
        await Time.Waits(1, TimeSpan.FromMilliseconds(50));
        before(Queue);
        await stop.CancelAsync();
        await running;
    }
}
