using ActorSync.Redis;
using ActorSync.Storage;

namespace ActorSync.Node.Configuration;

/// <summary>What wakes those who wait. Closed: all kinds are here.</summary>
internal abstract record DelaySettings
{
    private DelaySettings() { }

    /// <summary>In the node's memory.</summary>
    public sealed record Embedded : DelaySettings;

    /// <param name="Server">Where it is.</param>
    /// <param name="Lease">After which what was claimed and not acknowledged comes back.</param>
    public sealed record InRedis(RedisSettings Server, TimeSpan Lease) : DelaySettings;

    /// <param name="Server">Where it is: with the store.</param>
    /// <param name="Lease">After which what was claimed and not acknowledged comes back.</param>
    public sealed record InMySql(MySqlSettings Server, TimeSpan Lease) : DelaySettings;
}
