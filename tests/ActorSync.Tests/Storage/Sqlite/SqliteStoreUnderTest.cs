using ActorSync.Storage;

namespace ActorSync.Tests.Storage.Sqlite;

internal static class SqliteStoreUnderTest
{
    public static async Task<StoreUnderTest> Open()
    {
        var folder = new TemporaryFolder();
        var store = await SqlStore.Open(SqliteSettings.Create(folder.File("store.db"), StoreUnderTest.Shards), default);
        return new(store, store, async () =>
        {
            await store.DisposeAsync();
            folder.Dispose();
        });
    }
}
