namespace ActorSync.Benchmarks.Delays;

/// <summary>From which shards each of several nodes feeds.</summary>
internal enum FeederChoice
{
    /// <summary>Every node from all of them.</summary>
    AllShards,

    /// <summary>Every node from those whose accounts it has.</summary>
    OwnShards,

    /// <summary>The first node from all, the others from none.</summary>
    OneNode,
}
