namespace ActorSync.Tests.Storage.Sqlite;

public sealed class SqliteRegistrationListTests : RegistrationListContract
{
    protected override Task<StoreUnderTest> Open() => SqliteStoreUnderTest.Open();
}
