using Akka.Actor;
using ActorSync.Actors;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Xunit.Abstractions;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests.Akka;

/// <summary>Between the delay queue and the accounts.</summary>
public sealed class DelayFeederTests(ITestOutputHelper output) : AccountTest(output)
{
    private readonly LeasingQueue _queue = new();

    [Fact]
    public async Task What_is_due_wakes_its_account_and_is_acknowledged_once_it_is_stored()
    {
        var account = await GatedSub();
        await RunUntil(account, () => _queue.Acknowledged == 1);

        Assert.Contains(Events, e => e is AccountEvent.GateStillClosed);
    }

    [Fact]
    public async Task A_feeder_that_dies_between_claim_and_acknowledgement_costs_a_second_wake_and_nothing_else()
    {
        var account = await GatedSub();
        var claimed = await _queue.Claim([0], Clock.GetUtcNow(), 1, default);
        Assert.Single(claimed.Entries);
        await Wake(account);
        var stored = Events.Count;

        _queue.EndLeases();
        await RunUntil(account, () => _queue.Acknowledged == 1);

        Assert.Equal(stored, Events.Count);
        Assert.True(Calls.IsQuiet);
    }

    [Fact]
    public async Task An_account_that_does_not_answer_is_not_acknowledged()
    {
        await GatedSub();
        var asked = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        using var feeder = Feeder(_ =>
        {
            asked.TrySetResult();
            return Task.FromResult(false);
        });
        var running = feeder.Run(stop.Token);

        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await stop.CancelAsync();
        await running;
        Assert.Equal(0, _queue.Acknowledged);
    }

    /// <summary>An account with a sub at the gate, its time come, its entry in the queue.</summary>
    private async Task<IActorRef> GatedSub()
    {
        var account = Start();
        await Submit(account, SubFrom(B));
        await _queue.Schedule([new(0, Some.Account, Wishes.Last()!.Value)], default);
        Clock.Advance(TimeSpan.FromSeconds(5));
        return account;
    }

    private async Task RunUntil(IActorRef account, Func<bool> done)
    {
        using var stop = new CancellationTokenSource();
        using var feeder = Feeder(async _ =>
        {
            await Wake(account);
            return true;
        });
        var running = feeder.Run(stop.Token);
        await AwaitConditionAsync(() => Task.FromResult(done()), TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        await running;
    }

    private DelayFeeder Feeder(Func<AccountId, Task<bool>> wake) =>
        new(_queue, SomeSettings.Engine with { Shards = 1, DelayPoll = TimeSpan.FromMilliseconds(20) },
            new(Clock, _ => new Random(1), run => Task.Run(run)), new("the delay queue"), wake, () => { }, NullLogger.Instance);
}
