using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Support;

namespace ActorSync.Tests.Akka;

/// <summary>The Akka.NET engine: a cluster of one, or of as many as are told of each other.</summary>
public sealed class AkkaNode : EngineUnderTest
{
    internal override string Program => "ActorSync.Akka.dll";

    internal override string OverFiles => $$"""
        {{Alone()}}
        akka.persistence.journal.sql.connection-string = "Data Source=FOLDER/journal.db"
        """;

    internal override string OverMariaDb(DatabaseServer server, string database) => Alone() + StoreIn(server, database);

    /// <summary>Journal and registration log in one database.</summary>
    internal static string StoreIn(DatabaseServer server, string database) => $$"""

        actorsync.store { type = mysql, mysql { port = {{server.Port}}, database = {{database}}, user = root, connect-timeout = 2s, command-timeout = 3s } }
        akka.persistence.journal.sql {
          provider-name = "MySqlConnector"
          connection-string = "Server=127.0.0.1;Port={{server.Port}};Database={{database}};User ID=root;Allow User Variables=true;Connection Timeout=2;Default Command Timeout=3"
        }
        """;

    /// <summary>A configuration that comes with the product.</summary>
    internal static string Include(string name) => $"""
        include file("{Path.Combine(AppContext.BaseDirectory, "hocon", name)}")

        """;

    private static string Alone() => Include("akka-node.conf") + $"akka.remote.dot-netty.tcp.port = {FreePort.Take()}\n";
}
