using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using ActorSync.Redis;

namespace ActorSync.Tests.Servers;

/// <summary>A Redis that keeps nothing on disk: restarted, it has forgotten everything.</summary>
/// <param name="more">Arguments beyond those of every test.</param>
internal sealed class RedisServer(params string[] more) : ServerProcess("redis")
{
    private const int Shards = 64;
    private const string NodePrefix = "node";
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly string? Daemon = ServerProgram.Find("redis-server");

    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? Missing => Daemon is null ? "needs Redis (Debian: redis-server)" : null;

    /// <summary>What a node is told to keep its delays here.</summary>
    public string Config => $$"""
        actorsync.delay { type = redis, redis { endpoints = ["127.0.0.1:{{Port}}"], key-prefix = "{{NodePrefix}}" } }
        """;

    protected override ProcessStartInfo Command => new(Daemon!,
    [
        "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", Folder, "--save", "", "--appendonly", "no", "--loglevel", "warning", .. more,
    ]);

    /// <summary>For a test that kills, freezes or empties it.</summary>
    public static RedisServer OfItsOwn() => new();

    public RedisConnection Connect() => new(SharedRedis.SettingsOf(Port), TimeProvider.System);

    /// <summary>One command from outside, as an operator gives it.</summary>
    /// <returns>The first line of its answer.</returns>
    public async Task<string> Say(string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadLineAsync() ?? "";
    }

    /// <summary>Waits until a node has left nobody waiting and nobody leased.</summary>
    public async Task UntilEmpty()
    {
        await using var connection = new RedisConnection(SharedRedis.SettingsOf(Port) with { KeyPrefix = NodePrefix }, TimeProvider.System);
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(LookAgain, TimeProvider.System))
        {
            var entries = await connection.Ask(db => Task.WhenAll(
                Enumerable.Range(0, Shards).SelectMany(shard => new[] { "waiting", "leased" }, (shard, set) =>
                    db.SortedSetLengthAsync(
                        connection.Key($"delay:{{{shard}}}:{set}"), double.NegativeInfinity, double.MaxValue))), default);
            if (entries.Sum() == 0) return;
            if (Stopwatch.GetElapsedTime(started) > Patience) throw new TimeoutException($"{entries.Sum()} entries stay");
        }
    }

    protected override async Task<bool> Answers()
    {
        try
        {
            return await Say("PING") == "+PONG";
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
