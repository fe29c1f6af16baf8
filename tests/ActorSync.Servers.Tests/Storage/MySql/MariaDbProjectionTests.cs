using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Storage.MySql;

[NeedsMariaDb]
[Collection(MariaDbCollection.Name)]
public sealed class MariaDbProjectionTests(MariaDb mariaDb) : ProjectionContract
{
    protected override Task<StoreUnderTest> Open() => MariaDbStore.Open(mariaDb.Server);
}
