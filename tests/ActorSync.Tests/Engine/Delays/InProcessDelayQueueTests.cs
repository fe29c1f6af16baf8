using ActorSync.Engine;
using ActorSync.Tests.Delays;

namespace ActorSync.Tests.Engine.Delays;

public sealed class InProcessDelayQueueTests : DelayQueueContract
{
    protected override TimeSpan Lease => InProcessDelayQueue.Lease;

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override Task<IDelayQueue> Open() => Task.FromResult<IDelayQueue>(new InProcessDelayQueue());
}
