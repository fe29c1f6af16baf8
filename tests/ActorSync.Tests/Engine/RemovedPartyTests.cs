using ActorSync.Delivering;
using ActorSync.Engine;
using ActorSync.Tests.Storage;
using ActorSync.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ActorSync.Tests.Engine;

public sealed class RemovedPartyTests
{
    [Fact]
    public async Task What_waits_for_a_party_that_is_no_longer_configured_is_parked_after_a_start()
    {
        var shard = new ShardMap(2).Of(Some.Account);
        var store = new InMemoryStore(2);
        var accepted = SomeWrite.First(Some.Account.Value, await store.Take(shard, default), "1");
        await store.Append([accepted with { Shard = shard }], default);

        using var sink = new DeliverySink([], TimeProvider.System);
        var parts = new EngineParts(new([Some.B], [], Some.BothWays.Loop), store, store, new InProcessDelayQueue(), sink);
        await using var engine = new AccountEngine(parts, SomeEngine.Settings, EngineRuntime.Machine, NullLogger.Instance);
        var stored = new TaskCompletionSource<AccountEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Stored += (_, events) => stored.TrySetResult(events[^1]);
        engine.Start();

        var parked = Assert.IsType<AccountEvent.DeliveryParked>(await stored.Task.WaitAsync(EngineRun.Patience));
        Assert.Equal(ParkReason.LinkRemoved, parked.Reason);
    }
}
