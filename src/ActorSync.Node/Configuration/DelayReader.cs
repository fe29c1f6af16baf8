using ActorSync.Redis;

namespace ActorSync.Node.Configuration;

/// <summary>Reads what wakes those who wait.</summary>
internal static class DelayReader
{
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLease = TimeSpan.FromHours(1);

    /// <param name="delay">What is said of it.</param>
    /// <param name="store">Where it is kept when it is kept with the store; null: that has faults of its own.</param>
    public static DelaySettings Read(Section delay, StoreSettings? store) => delay.Word<DelayType>("type") switch
    {
        DelayType.Redis => InRedis(delay),
        DelayType.Mysql => InMySql(delay, store),
        DelayType.Embedded => new DelaySettings.Embedded(),
        // Which one was meant is not known: whatever stands below is looked at.
        _ => InRedis(delay),
    };

    /// <returns>A stand-in when there are faults.</returns>
    private static DelaySettings InRedis(Section delay)
    {
        var lease = Lease(delay);
        var redis = delay.Sub("redis");
        var reading = RedisSettings.Read(new()
        {
            Endpoints = redis.Texts("endpoints"),
            Password = redis.Text("password"),
            Tls = redis.Switch("tls"),
            Database = redis.Whole("database", 0, RedisSettings.LastDatabase),
            KeyPrefix = redis.Text("key-prefix"),
            ConnectTimeout = redis.Duration("connect-timeout", RedisSettings.ShortestTimeout, RedisSettings.LongestTimeout),
            CallTimeout = redis.Duration("call-timeout", RedisSettings.ShortestTimeout, RedisSettings.LongestTimeout),
        });
        foreach (var fault in reading.Faults) redis.Add(fault);
        return reading.Settings is { } settings ? new DelaySettings.InRedis(settings, lease) : new DelaySettings.Embedded();
    }

    private static DelaySettings InMySql(Section delay, StoreSettings? store)
    {
        var lease = Lease(delay);
        if (store is StoreSettings.InMySql { Server: var server }) return new DelaySettings.InMySql(server, lease);
        if (store is not null) delay.Refuse("type", "embedded or redis, since mysql needs actorsync.store.type = mysql");
        return new DelaySettings.Embedded();
    }

    private static TimeSpan Lease(Section delay) => delay.Duration("lease", ShortestLease, LongestLease);
}
