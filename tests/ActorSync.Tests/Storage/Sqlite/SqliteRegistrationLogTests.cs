namespace ActorSync.Tests.Storage.Sqlite;

public sealed class SqliteRegistrationLogTests : RegistrationLogContract
{
    protected override Task<StoreUnderTest> Open() => SqliteStoreUnderTest.Open();
}
