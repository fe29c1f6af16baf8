using ActorSync.Tests.Servers;
using ActorSync.Tests.Support;

namespace ActorSync.Benchmarks.Pipeline;

/// <summary>
/// The engines of one comparison: the embedded one, and the Akka.NET one where its node is given; all over a
/// MariaDB of the run's own, if asked for.
/// </summary>
internal sealed class Engines : IAsyncDisposable
{
    private readonly DatabaseServer? _server;

    private Engines(DatabaseServer? server) => _server = server;

    public List<Contestant> All { get; } = [];

    /// <param name="config">HOCON for every engine.</param>
    /// <param name="onMariaDb">False: files.</param>
    /// <param name="akkaNode">The built program of the Akka.NET engine's node; null: the embedded engine alone.</param>
    /// <param name="akkaConfig">HOCON for that node alone.</param>
    public static async Task<Engines> Start(string config, bool onMariaDb, FileInfo? akkaNode, string akkaConfig)
    {
        var engines = new Engines(onMariaDb ? await OwnServer.MariaDb() : null);
        try
        {
            await engines.Start(config, akkaNode, akkaConfig);
        }
        catch
        {
            await engines.DisposeAsync();
            throw;
        }
        return engines;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in All) await engine.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }

    private async Task Start(string config, FileInfo? akkaNode, string akkaConfig)
    {
        All.Add(new("embedded", "embedded", await Deployment.Start(Store("embedded") + config)));
        if (akkaNode is null) return;
        var settings = Store("akka") + config + "\n" + akkaConfig;
        All.Add(new("Akka.NET", "akka", await Deployment.Start(settings, akkaNode.FullName, Akka(akkaNode))));
    }

    private string Store(string database) => _server is null ? "" : $$"""

        actorsync.store { type = mysql, mysql { port = {{_server.Port}}, database = {{database}}, user = root } }

        """;

    /// <summary>A cluster of one. Its configuration stands beside its program.</summary>
    private string Akka(FileInfo node) => $$"""

        include file("{{Path.Combine(node.DirectoryName!, "hocon", _server is null ? "akka-node.conf" : "akka-cluster.conf")}}")
        akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = {{FreePort.Take()}} }
        akka.cluster.seed-nodes = ["akka.tcp://actorsync@"${akka.remote.dot-netty.tcp.hostname}":"${akka.remote.dot-netty.tcp.port}]
        {{(_server is null
            ? "akka.persistence.journal.sql.connection-string = \"Data Source=FOLDER/journal.db\""
            : $"akka.persistence.journal.sql.connection-string = \"Server=127.0.0.1;Port={_server.Port};Database=akka;"
                + "User ID=root;Allow User Variables=true\"")}}
        actorsync.delay.type = embedded

        """;
}
