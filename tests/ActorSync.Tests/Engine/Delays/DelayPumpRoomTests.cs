using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine.Delays;

/// <summary>How many the pump wakes at once.</summary>
public sealed class DelayPumpRoomTests : DelayPumpTest
{
    [Fact]
    public async Task No_more_are_woken_at_once_than_the_settings_say()
    {
        for (var i = 0; i < 6; i++) Pump.Set(i % 2, Account($"a{i}"), After(0));
        await Run();
        await Run(after: 2);
        Assert.Equal(WakesInFlight, Wakes.Count);

        Wakes[0].Done(true);
        await Run();

        Assert.Equal(WakesInFlight + 1, Wakes.Count);
    }

    [Fact]
    public async Task A_wake_that_nobody_has_looked_at_is_not_acknowledged_and_makes_room()
    {
        for (var i = 0; i <= WakesInFlight; i++) Pump.Set(0, Account($"a{i}"), After(0));
        await Run();
        await Run(after: 1);

        foreach (var (_, done) in Wakes.ToList()) done(false);
        await Run();

        Assert.DoesNotContain(Queue.Calls, call => call.StartsWith("acknowledge", StringComparison.Ordinal));
        Assert.Equal(WakesInFlight + 1, Wakes.Count);
    }

    [Fact]
    public async Task A_shard_whose_wakes_are_never_done_with_keeps_nobody_else_from_being_woken()
    {
        for (var i = 0; i < 3 * WakesInFlight; i++) Pump.Set(0, Account($"stuck-{i}"), After(0));
        await Run();
        await Run();
        Wakes.Clear();

        for (var i = 0; i < 10; i++)
        {
            Pump.Set(1, Account($"b{i}"), After(0));
            await Run();
            Assert.Equal([$"b{i}"], Woken);
            Wakes[0].Done(true);
            Wakes.Clear();
        }
    }

    [Fact]
    public async Task A_shard_that_was_passed_over_is_looked_at_as_soon_as_it_has_room_again()
    {
        for (var i = 0; i < WakesInFlight + 2; i++) Pump.Set(0, Account($"a{i}"), After(0));
        await Run();
        await Run();
        Assert.Equal(WakesInFlight, Wakes.Count);

        foreach (var (_, done) in Wakes.ToList()) done(true);
        await Run();

        Assert.Equal(WakesInFlight + 2, Wakes.Count);
    }

    [Fact]
    public async Task The_queue_is_not_asked_while_no_shard_has_room()
    {
        for (var i = 0; i < 3 * WakesInFlight; i++) Pump.Set(i % 2, Account($"a{i}"), After(0));
        await Run();
        Queue.Calls.Clear();

        Assert.Equal(DelayPump.AcknowledgeWithin, await Run(after: 2));

        Assert.Empty(Queue.Calls);
    }

    [Fact]
    public async Task The_queue_is_not_asked_time_and_again_for_a_shard_without_room()
    {
        for (var i = 0; i < 3 * WakesInFlight; i++) Pump.Set(0, Account($"a{i}"), After(0));
        await Run();
        await Run();
        Queue.Calls.Clear();

        Assert.Equal(DelayPump.AcknowledgeWithin, await Run(after: 0.5));

        Assert.Empty(Queue.Calls);
    }
}
