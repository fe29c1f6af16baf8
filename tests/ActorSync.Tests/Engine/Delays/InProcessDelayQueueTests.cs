using ActorSync.Engine;
using ActorSync.Tests.Delays;
using Xunit;

namespace ActorSync.Tests.Engine.Delays;

public sealed class InProcessDelayQueueTests : DelayQueueContract
{
    protected override TimeSpan Lease => InProcessDelayQueue.Lease;

    public override Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_claim_brings_each_shard_its_share_whatever_is_due_in_others()
    {
        var queue = new InProcessDelayQueue();
        for (var i = 0; i < 20; i++) await queue.Schedule([new(0, AccountId.Parse($"backlog-{i}"), Some.Time)], default);
        for (var i = 0; i < 4; i++) await queue.Schedule([new(1, AccountId.Parse($"other-{i}"), Some.Time)], default);

        for (var i = 0; i < 2; i++)
        {
            var claimed = (await queue.Claim([0, 1], Some.Time, 4, default)).Entries;
            Assert.Equal(2, claimed.Count(e => e.Shard == 0));
            Assert.Equal(2, claimed.Count(e => e.Shard == 1));
        }
    }

    protected override Task<IDelayQueue> Open() => Task.FromResult<IDelayQueue>(new InProcessDelayQueue());
}
