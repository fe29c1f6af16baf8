using ActorSync.Storage;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using ActorSync.Tests.Storage.MySql;
using Xunit;

namespace ActorSync.Tests.Delays;

[NeedsMariaDb]
[Collection(MariaDbCollection.Name)]
public sealed class MariaDbDelayQueueTests(MariaDb mariaDb) : DelayQueueContract
{
    private Func<ValueTask> _close = () => ValueTask.CompletedTask;

    protected override TimeSpan Lease => TimeSpan.FromSeconds(30);

    public override async Task DisposeAsync() => await _close();

    protected override Task<IDelayQueue> Open()
    {
        var queue = new MySqlDelayQueue(MariaDbStore.Settings(mariaDb.Server, MariaDbStore.NewDatabase()), Lease);
        _close = queue.DisposeAsync;
        return Task.FromResult<IDelayQueue>(queue);
    }
}
