using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine.Delays;

/// <summary>When the pump tells the queue that a wake is done with.</summary>
public sealed class DelayPumpAcknowledgeTests : DelayPumpTest
{
    [Fact]
    public async Task A_wake_is_acknowledged_when_what_follows_is_stored_and_not_before()
    {
        Pump.Set(0, Account("a"), After(0));
        await Run();
        await Run(after: 1);
        Assert.DoesNotContain("acknowledge a", Queue.Calls);

        Wakes[0].Done(true);
        await Run();

        Assert.Contains("acknowledge a", Queue.Calls);
    }

    [Fact]
    public async Task As_long_as_somebody_is_awake_the_queue_is_told_soon_what_is_stored()
    {
        Pump.Set(0, Account("a"), After(0));

        Assert.Equal(DelayPump.AcknowledgeWithin, await Run());
        Wakes[0].Done(true);
        Assert.Equal(Poll, await Run());

        Assert.Equal(["schedule a", "claim", "acknowledge a"], Queue.Calls);
    }

    [Fact]
    public async Task What_is_stored_during_a_call_is_acknowledged_by_the_next_and_once()
    {
        Pump.Set(0, Account("a"), After(0));
        await Run();
        await Run(after: 1);
        var slow = new TaskCompletionSource();
        Queue.Ready = slow.Task;
        Pump.Set(0, Account("b"), After(9));
        var first = Run();
        Wakes[0].Done(true);
        Queue.Calls.Clear();
        slow.SetResult();
        await first;
        Assert.DoesNotContain("acknowledge a", Queue.Calls);

        await Run();
        await Run();

        Assert.Equal(["acknowledge a"], Queue.Calls);
    }
}
