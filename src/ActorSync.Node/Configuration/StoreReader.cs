using ActorSync.Storage;

namespace ActorSync.Node.Configuration;

/// <summary>Reads where events and the registration log are. Where there are faults, it gives a stand-in.</summary>
internal static class StoreReader
{
    public static StoreSettings Read(Section store, int shards)
    {
        if (store.Word<StoreType>("type") is StoreType.Mysql)
            return Server(store.Sub("mysql"), shards) is { } server ? new StoreSettings.InMySql(server) : new StoreSettings.Embedded(StandIn(shards));
        return new StoreSettings.Embedded(File(store.Sub("embedded"), shards));
    }

    private static SqliteSettings File(Section embedded, int shards)
    {
        var path = embedded.Text("path");
        if (path.Length > 0) return SqliteSettings.Create(path, shards);
        embedded.Refuse("path", "the path of a file");
        return StandIn(shards);
    }

    private static MySqlSettings? Server(Section mySql, int shards)
    {
        var reading = MySqlSettings.Read(new()
        {
            Host = mySql.Text("host"),
            Port = mySql.Whole("port", 1, 65535),
            Database = mySql.Text("database"),
            User = mySql.Text("user"),
            Password = mySql.Text("password"),
            Tls = mySql.Word<MySqlTls>("tls"),
            Writers = mySql.Whole("writers", 1, MySqlSettings.MostSessions),
            Readers = mySql.Whole("readers", 1, MySqlSettings.MostSessions),
            ConnectTimeout = mySql.Duration("connect-timeout", MySqlSettings.ShortestTimeout, MySqlSettings.LongestTimeout),
            CommandTimeout = mySql.Duration("command-timeout", MySqlSettings.ShortestTimeout, MySqlSettings.LongestTimeout),
        }, shards);
        foreach (var fault in reading.Faults) mySql.Add(fault);
        return reading.Settings;
    }

    private static SqliteSettings StandIn(int shards) => SqliteSettings.Create("-", shards);
}
