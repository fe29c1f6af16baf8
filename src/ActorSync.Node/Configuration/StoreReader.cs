using ActorSync.Storage;

namespace ActorSync.Node.Configuration;

/// <summary>Reads where events and the registration log are.</summary>
internal static class StoreReader
{
    /// <returns>Null: there are faults.</returns>
    public static StoreSettings? Read(Section store, int shards)
    {
        var type = store.Word<StoreType>("type");
        // Which one was meant by a type that does not exist is not known: both are looked at.
        var file = type is StoreType.Mysql ? null : InFile(store.Sub("embedded"), shards);
        var server = type is StoreType.Embedded ? null : InMySql(store.Sub("mysql"), shards);
        return type is null ? null : file ?? (StoreSettings?)server;
    }

    /// <summary>What a reader goes on with where there are faults.</summary>
    public static StoreSettings StandIn(int shards) => new StoreSettings.Embedded(SqliteSettings.Create("-", shards));

    private static StoreSettings.Embedded? InFile(Section embedded, int shards)
    {
        var path = embedded.Text("path");
        if (!string.IsNullOrWhiteSpace(path) && !path.Contains('\0'))
            return new StoreSettings.Embedded(SqliteSettings.Create(path, shards));
        embedded.Refuse("path", "the path of a file");
        return null;
    }

    private static StoreSettings.InMySql? InMySql(Section mySql, int shards)
    {
        var reading = MySqlSettings.Read(new()
        {
            Host = mySql.Text("host"),
            Port = mySql.Whole("port", 1, 65535),
            Database = mySql.Text("database"),
            User = mySql.Text("user"),
            Password = mySql.Text("password"),
            Tls = mySql.Word<MySqlTls>("tls").GetValueOrDefault(),
            Writers = mySql.Whole("writers", 1, MySqlSettings.MostSessions),
            Readers = mySql.Whole("readers", 1, MySqlSettings.MostSessions),
            ConnectTimeout = mySql.Duration("connect-timeout", MySqlSettings.ShortestTimeout, MySqlSettings.LongestTimeout),
            CommandTimeout = mySql.Duration("command-timeout", MySqlSettings.ShortestTimeout, MySqlSettings.LongestTimeout),
        }, shards);
        foreach (var fault in reading.Faults) mySql.Add(fault);
        return reading.Settings is { } settings ? new StoreSettings.InMySql(settings) : null;
    }
}
