using System.CommandLine;
using ActorSync.Storage;
using ActorSync.Tests.Servers;

namespace ActorSync.Benchmarks.Storage;

/// <summary>A store for one benchmark: embedded, or on a MariaDB that is started for it.</summary>
internal sealed class BenchStore : IAsyncDisposable
{
    public const int Shards = 64;

    private readonly DatabaseServer? _server;
    private readonly OwnFolder _folder;

    private BenchStore(SqlStore store, OwnFolder folder, BareInsert bare, SameRows same, int writers, DatabaseServer? server) =>
        (Store, _folder, Bare, Same, Writers, _server) = (store, folder, bare, same, writers, server);

    public SqlStore Store { get; }

    /// <summary>The same database without anything of ours.</summary>
    public BareInsert Bare { get; }

    /// <summary>The same tables without anything else of ours.</summary>
    public SameRows Same { get; }

    public int Writers { get; }

    public static Option<string> Option(string usual) => BenchOptions.One("--store", "Where it stores", usual, "embedded", "mariadb");

    /// <param name="kind">embedded or mariadb.</param>
    /// <exception cref="CannotRunException">There is no MariaDB here.</exception>
    public static async Task<BenchStore> Start(string kind)
    {
        var folder = OwnFolder.Create("actorsync-bench-");
        if (kind is "embedded")
        {
            var file = SqliteSettings.Create(folder.File("store.db"), Shards);
            return new(
                await SqlStore.Open(file, default), folder, BareInsert.Sqlite(folder.File("bare.db")),
                await SameRows.Sqlite(file.Path, folder.File("same.db")), 1, null);
        }
        var server = await OwnServer.MariaDb();
        var settings = MySqlSettings.Read(new()
        {
            Host = "127.0.0.1", Port = server.Port, Database = "bench", User = "root", Password = "",
            Tls = MySqlTls.Preferred, Writers = 4, Readers = 4,
            ConnectTimeout = TimeSpan.FromSeconds(5), CommandTimeout = TimeSpan.FromSeconds(120),
        }, Shards).Settings!;
        return new(
            await SqlStore.Open(settings, default), folder, BareInsert.MySql(settings),
            await SameRows.MySql(settings), settings.Writers, server);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        _folder.Dispose();
    }
}
