using ActorSync.Tests.Storage;

namespace ActorSync.Tests.Support;

public sealed class InMemoryRegistrationListTests : RegistrationListContract
{
    protected override Task<StoreUnderTest> Open()
    {
        var store = new InMemoryStore(StoreUnderTest.Shards);
        return Task.FromResult(new StoreUnderTest(store, store, () => ValueTask.CompletedTask));
    }
}
