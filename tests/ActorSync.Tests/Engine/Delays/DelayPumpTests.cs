using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine.Delays;

/// <summary>Who the pump wakes, and when it asks the queue.</summary>
public sealed class DelayPumpTests : DelayPumpTest
{
    [Fact]
    public async Task An_account_is_woken_when_its_time_has_come()
    {
        Pump.Set(0, Account("a"), After(5));

        Assert.Equal(Poll, await Run());
        await Run(after: 4.5);
        Assert.Empty(Wakes);
        await Run(after: 0.5);
        Assert.Equal(["a"], Woken);
    }

    [Fact]
    public async Task The_queue_is_asked_a_moment_before_the_next_is_due()
    {
        Pump.Set(0, Account("a"), After(0.25));

        Assert.Equal(TimeSpan.FromSeconds(0.25) - DelayPump.LookBefore, await Run());
    }

    [Fact]
    public async Task Whoever_wants_to_be_woken_no_more_is_not()
    {
        Pump.Set(0, Account("a"), After(1));
        await Run();
        Pump.Set(0, Account("a"), null);

        await Run(after: 2);

        Assert.Empty(Wakes);
    }

    [Fact]
    public async Task Whoever_wants_to_be_woken_beyond_the_horizon_is_not_in_the_queue()
    {
        Pump.Set(0, Account("a"), After(1));
        Pump.Set(1, Account("b"), Time.GetUtcNow() + SomeEngine.Settings.DelayHorizon);
        await Run();
        Pump.Set(0, Account("a"), Time.GetUtcNow() + SomeEngine.Settings.DelayHorizon + TimeSpan.FromSeconds(5));

        await Run(after: 2);

        Assert.Empty(Wakes);
        Assert.Equal(["schedule a b", "cancel a"], Queue.Calls.Where(call => call != "claim"));
    }

    [Fact]
    public async Task Only_the_last_wish_of_an_account_reaches_the_queue()
    {
        Pump.Set(0, Account("a"), After(1));
        Pump.Set(0, Account("a"), null);
        Pump.Set(0, Account("a"), After(2));

        await Run();

        Assert.Equal(["schedule a", "claim"], Queue.Calls);
    }

    [Fact]
    public async Task A_shard_that_is_lost_is_left_to_its_new_owner()
    {
        Pump.Set(0, Account("a"), After(1));
        Pump.Set(1, Account("b"), After(1));
        await Run();
        Pump.Lose(0);
        await Run(after: 1);
        Assert.Equal(["b"], Woken);

        Pump.Lose(1);
        Wakes[0].Done(false);

        Assert.Equal(Poll, await Run(after: 1));
    }

    [Fact]
    public async Task The_queue_is_looked_at_now_and_then_whatever_is_known()
    {
        await Run();
        await Queue.Schedule([new(1, Account("from-elsewhere"), After(0))], default);

        await Run(after: Poll.TotalSeconds);

        Assert.Equal(["from-elsewhere"], Woken);
    }

    [Fact]
    public async Task The_queue_is_not_asked_when_nothing_can_be_due()
    {
        await Run();
        Queue.Calls.Clear();

        await Run(after: 0.5);

        Assert.Empty(Queue.Calls);
    }

    [Fact]
    public async Task What_is_announced_is_looked_for_in_time()
    {
        await Run();
        await Queue.Restore([new(1, Account("restored"), After(0.2))], default);
        Pump.Announce(After(0.2));

        Assert.Equal(TimeSpan.FromSeconds(0.2) - DelayPump.LookBefore, await Run());
        await Run(after: 0.2);

        Assert.Equal(["restored"], Woken);
    }

    [Fact]
    public async Task What_others_put_in_is_found_when_the_clock_was_set_back()
    {
        await Run();
        Time.SetBack(TimeSpan.FromMinutes(10));
        await Queue.Schedule([new(0, Account("a"), After(-1))], default);

        await Run(after: Poll.TotalSeconds);

        Assert.Equal(["a"], Woken);
    }

    [Fact]
    public async Task What_is_set_during_a_call_is_passed_on_by_the_next()
    {
        var slow = new TaskCompletionSource();
        Queue.Ready = slow.Task;
        Pump.Set(0, Account("a"), After(9));
        var first = Run();
        Pump.Set(0, Account("b"), After(9));
        slow.SetResult();
        await first;

        await Run();

        Assert.Equal(["schedule a", "claim", "schedule b"], Queue.Calls);
    }
}
