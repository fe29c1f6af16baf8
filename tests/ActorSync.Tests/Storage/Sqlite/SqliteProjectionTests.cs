namespace ActorSync.Tests.Storage.Sqlite;

public sealed class SqliteProjectionTests : ProjectionContract
{
    protected override Task<StoreUnderTest> Open() => SqliteStoreUnderTest.Open();
}
