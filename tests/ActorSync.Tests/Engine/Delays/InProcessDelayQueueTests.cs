using ActorSync.Engine;
using ActorSync.Tests.Delays;
using Xunit;

namespace ActorSync.Tests.Engine.Delays;

public sealed class InProcessDelayQueueTests : DelayQueueContract
{
    protected override TimeSpan Lease => InProcessDelayQueue.Lease;

    public override Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_claim_brings_each_shard_its_share_before_the_rest_of_a_backlog()
    {
        var queue = new InProcessDelayQueue();
        for (var i = 0; i < 10; i++) await queue.Schedule([new(0, AccountId.Parse($"backlog-{i}"), Some.Time)], default);
        for (var i = 0; i < 2; i++) await queue.Schedule([new(1, AccountId.Parse($"other-{i}"), Some.Time)], default);

        var shared = (await queue.Claim([0, 1], Some.Time, 6, default)).Entries;

        Assert.Equal(4, shared.Count(e => e.Shard == 0));
        Assert.Equal(2, shared.Count(e => e.Shard == 1));
    }

    protected override Task<IDelayQueue> Open() => Task.FromResult<IDelayQueue>(new InProcessDelayQueue());
}
