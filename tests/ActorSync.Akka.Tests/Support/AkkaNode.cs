using ActorSync.Tests.Servers;
using ActorSync.Tests.Support;

namespace ActorSync.Tests.Akka;

/// <summary>Configurations for nodes of the Akka.NET engine.</summary>
internal static class AkkaNode
{
    public const string Program = "ActorSync.Akka.dll";

    /// <summary>Journal and registration log in one database.</summary>
    public static string StoreIn(MariaDb mariaDb) => $$"""
        actorsync.store { type = mysql, mysql { port = {{mariaDb.Server.Port}}, database = forum, user = root } }
        akka.persistence.journal.sql {
          provider-name = "MySqlConnector"
          connection-string = "Server=127.0.0.1;Port={{mariaDb.Server.Port}};Database=forum;User ID=root;Allow User Variables=true"
        }
        """;

    /// <summary>A cluster of one over files in the node's folder.</summary>
    public static string OverSqlite => $$"""
        include file("{{Path.Combine(AppContext.BaseDirectory, "hocon", "akka-node.conf")}}")
        akka.persistence.journal.sql.connection-string = "Data Source=FOLDER/journal.db"
        akka.remote.dot-netty.tcp.port = {{FreePort.Take()}}
        """;
}
