namespace ActorSync.Redis;

/// <summary>What is said about a Redis server or cluster, as it was said: nothing in it is checked yet.</summary>
public sealed record RedisConfiguration
{
    /// <summary>`host:port`; of a cluster, or of a server with replicas, as many as are known.</summary>
    public required IReadOnlyList<string> Endpoints { get; init; }

    /// <summary>Empty: none. A secret: never logged or shown.</summary>
    public required string Password { get; init; }

    public required bool Tls { get; init; }

    /// <summary>The numbered database; a cluster has only 0.</summary>
    public required int Database { get; init; }

    /// <summary>Before every key, so that several installations can share a server.</summary>
    public required string KeyPrefix { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    /// <summary>Longest wait for the answer to one call.</summary>
    public required TimeSpan CallTimeout { get; init; }
}
