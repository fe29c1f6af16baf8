using ActorSync.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ActorSync.Tests.Engine.Delays;

/// <summary>The pump over a queue that is away, forgets or fails.</summary>
public sealed class DelayPumpFaultTests : DelayPumpTest
{
    [Fact]
    public async Task While_the_queue_is_away_the_loop_goes_on_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        Queue.Fault = new StoreUnavailableException("refused");
        var running = Pump.Run(stop.Token);
        await Time.Waits(1, TimeSpan.FromSeconds(1));
        Assert.Equal("refused", Dependency.Fault);
        Assert.Equal(0, Missed);

        var back = new TaskCompletionSource();
        Dependency.Returned += back.SetResult;
        Queue.Fault = null;
        Time.Advance(TimeSpan.FromSeconds(1));
        await back.Task;

        Assert.Null(Dependency.Fault);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_queue_that_was_away_is_back_only_once_it_has_answered()
    {
        using var stop = new CancellationTokenSource();
        using var pump = new DelayPump(
            Queue, [0, 1], SomeEngine.Settings with { DelayPoll = TimeSpan.FromDays(1) }, EngineRuntime.Machine with { Time = Time },
            Dependency, NullLogger.Instance) { Wake = (_, _) => { }, Missed = () => { } };
        await pump.RunOnce(default);
        Queue.Fault = new StoreUnavailableException("refused");
        pump.Set(0, Account("a"), After(3));
        var running = pump.Run(stop.Token);
        await Time.Waits(1, TimeSpan.FromSeconds(1));
        var asked = Queue.Calls.Count;

        Time.Advance(TimeSpan.FromSeconds(1));
        await Time.Waits(1, TimeSpan.FromSeconds(1));

        Assert.Equal(("refused", asked + 1), (Dependency.Fault, Queue.Calls.Count));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_defect_does_not_end_the_loop()
    {
        using var stop = new CancellationTokenSource();
        Queue.Fault = new InvalidOperationException("a defect");
        var running = Pump.Run(stop.Token);
        await Time.Waits(1, TimeSpan.FromSeconds(1));

        Assert.Equal("a defect", Dependency.Fault);
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_queue_that_has_forgotten_is_filled_again_by_the_sweep()
    {
        Queue.Forgot = true;

        await Run();
        await Run(after: 1);

        Assert.Equal(1, Missed);
    }

    [Fact]
    public async Task Wishes_beyond_the_bound_are_left_to_the_sweep_once_they_can_be_put_in()
    {
        for (var i = 0; i <= DelayPump.MaxWishes; i++) Pump.Set(0, Account($"a{i}"), After(60));
        Assert.Equal(0, Missed);

        await Run();
        await Run();

        Assert.Equal(1, Missed);
    }
}
