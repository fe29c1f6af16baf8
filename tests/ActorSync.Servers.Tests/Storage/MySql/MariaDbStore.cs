using ActorSync.Storage;
using ActorSync.Tests.Servers;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>Stores on a test's server, each in a database of its own.</summary>
internal static class MariaDbStore
{
    private static int _databases;

    public static string NewDatabase() => $"test_{Interlocked.Increment(ref _databases)}";

    public static MySqlSettings Settings(DatabaseServer server, string database) =>
        MySqlSettings.Read(Configuration(server, database), StoreUnderTest.Shards).Settings!;

    public static MySqlConfiguration Configuration(DatabaseServer server, string database) => new()
    {
        Host = "127.0.0.1", Port = server.Port, Database = database, User = "root", Password = "", Tls = MySqlTls.Preferred,
        Writers = 4, Readers = 2, ConnectTimeout = TimeSpan.FromSeconds(10), CommandTimeout = TimeSpan.FromSeconds(60),
    };

    public static async Task<StoreUnderTest> Open(DatabaseServer server)
    {
        var store = await SqlStore.Open(Settings(server, NewDatabase()), default);
        return new(store, store, store.DisposeAsync);
    }
}
