using ActorSync.Tests.Servers;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>The engine whose node a scenario runs, and how that node is told where its stores are.</summary>
public abstract class EngineUnderTest
{
    /// <summary>The node's program.</summary>
    internal abstract string Program { get; }

    /// <summary>Everything in files in the node's folder.</summary>
    internal abstract string OverFiles { get; }

    /// <summary>Everything in one database, delays aside.</summary>
    internal abstract string OverMariaDb(DatabaseServer server, string database);
}
