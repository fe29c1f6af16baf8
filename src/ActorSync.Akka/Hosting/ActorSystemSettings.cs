using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using ActorSync.Hocon;
using Microsoft.Extensions.Logging;

namespace ActorSync.Actors;

/// <summary>The actor system's configuration: the `akka` part of the node's file, over the libraries' own references.</summary>
internal static class ActorSystemSettings
{
    private const string EngineName = "engine.conf";

    /// <param name="said">The node's whole configuration, resolved.</param>
    public static Config Create(HoconObject said)
    {
        // The node's own parser has read the file, with includes, substitutions and overrides; what is resolved travels as JSON.
        var own = said.At("akka").Value is HoconObject akka
            ? ConfigurationFactory.ParseString($"akka: {HoconJson.Write(akka)}")
            : Config.Empty;
        return Engine()
            .WithFallback(own)
            .WithFallback(ClusterSharding.DefaultConfig())
            .WithFallback(ClusterSingletonManager.DefaultConfig())
            .WithFallback(Akka.Persistence.Sql.SqlPersistence.DefaultConfiguration);
    }

    /// <summary>The node's actor system; what it says goes to the node's log.</summary>
    public static ActorSystem Start(Config config, ILogger log) =>
        ActorSystem.Create("actorsync", BootstrapSetup.Create().WithConfig(config).And(new SystemLogSetup(log)));

    /// <summary>What must hold whatever the configuration says.</summary>
    public static Config Engine()
    {
        using var stream = typeof(ActorSystemSettings).Assembly.GetManifestResourceStream(EngineName)!;
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
