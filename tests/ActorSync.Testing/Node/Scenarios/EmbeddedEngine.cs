using ActorSync.Tests.Servers;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>The engine that needs nothing installed.</summary>
public sealed class EmbeddedEngine : EngineUnderTest
{
    internal override string Program => NodeProcess.Embedded;

    internal override string OverFiles => "";

    internal override string OverMariaDb(DatabaseServer server, string database) => $$"""
        actorsync.store { type = mysql, mysql { port = {{server.Port}}, database = {{database}}, user = root, connect-timeout = 2s, command-timeout = 3s } }
        """;
}
