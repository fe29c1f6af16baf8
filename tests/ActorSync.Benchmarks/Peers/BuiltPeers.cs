namespace ActorSync.Benchmarks.Peers;

/// <summary>What users would have instead, from `tests/Peers`; how each is set up is in its README.</summary>
internal static class BuiltPeers
{
    private const string Driver = "Dapper, MariaDB";

    public static readonly Contender Polling = new("polling", "polling a table, once a second", Driver, ground => Poller(ground, "no"));

    public static readonly Contender EagerPolling = new(
        "polling-eager", "the same, at once after a full page", Driver, ground => Poller(ground, "yes"));

    public static readonly Contender RedisPoller = new(
        "zset", "polling a Redis ZSET, a lock an account", "StackExchange.Redis", async ground =>
            DotNet(ground, await PeerSources.Build("RedisPoller", "ActorSync.Peers.RedisPoller"), await Redis(ground, database: 1)));

    public static readonly Contender BullMq = new("bullmq", "BullMQ on Redis", "6.7.0", async ground =>
    {
        await PeerSources.Install("BullMq");
        return Peer(ground, ["node", PeerSources.PathOf("BullMq/main.mjs")], $"redis=redis://127.0.0.1:{await ground.Redis()}/2");
    });

    public static readonly Contender MassTransit = new("masstransit", "MassTransit, in memory", "8.5.12", async ground =>
        DotNet(ground, await PeerSources.Build("Bus", "ActorSync.Peers.Bus"), await Redis(ground, database: 3)));

    /// <summary>No system that anybody would run: the most that a durable forwarder in order can do on this machine.</summary>
    public static readonly Contender SyncedLog = new("log", "memory and a synced file: the limit", ".NET alone", async ground =>
        DotNet(ground, await PeerSources.Build("SyncedLog", "ActorSync.Peers.SyncedLog")));

    private static async Task<Launch> Poller(Ground ground, string again)
    {
        var program = await PeerSources.Build("Polling", "ActorSync.Peers.Polling");
        var store = $"mysql=Server=127.0.0.1;Port={await ground.MariaDb()};User ID=root;Database=polling_{again}";
        return DotNet(ground, program, store, $"again-when-full={again}");
    }

    private static async Task<string> Redis(Ground ground, int database) =>
        $"redis=127.0.0.1:{await ground.Redis()},defaultDatabase={database}";

    private static Launch DotNet(Ground ground, string program, params string[] settings) => Peer(ground, ["dotnet", program], settings);

    private static Launch Peer(Ground ground, string[] program, params string[] settings)
    {
        var api = Ground.Local();
        return new(
            [
                .. program, $"listen={api.OriginalString}", $"receiver={ground.ReceiverUrl.OriginalString}",
                $"calls-at-once={ground.CallsAtOnce}", .. settings,
            ],
            ground.Folder(Path.GetFileNameWithoutExtension(program[^1])), api, new(api, "/ready"));
    }
}
