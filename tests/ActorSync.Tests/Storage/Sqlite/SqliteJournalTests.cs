namespace ActorSync.Tests.Storage.Sqlite;

public sealed class SqliteJournalTests : JournalContract
{
    protected override Task<StoreUnderTest> Open() => SqliteStoreUnderTest.Open();
}
