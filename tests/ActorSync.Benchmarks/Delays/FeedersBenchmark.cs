using System.CommandLine;
using Spectre.Console;

namespace ActorSync.Benchmarks.Delays;

/// <summary>`feeders`: who of several nodes is to feed from one delay queue in Redis: what each way costs, and how late it is.</summary>
internal static class FeedersBenchmark
{
    private static readonly int[] Nodes = [1, 2, 4];

    public static Command Command()
    {
        var rate = new Option<int>("--rate")
        {
            Description = "Entries put in a second, by all nodes together", DefaultValueFactory = _ => 500,
        };
        var seconds = new Option<int>("--seconds")
        {
            Description = "How long entries are put in, for each row", DefaultValueFactory = _ => 10,
        };
        var command = new Command(
            "feeders", "Lateness and scripts a second: every node feeds from all shards, from its own, or one node from all.")
        {
            rate, seconds,
        };
        command.SetAction((parsed, _) => Run(parsed.GetValue(rate), TimeSpan.FromSeconds(parsed.GetValue(seconds))));
        return command;
    }

    private static async Task<int> Run(int rate, TimeSpan time)
    {
        await using var redis = await BenchRedis.Start("");
        using var bare = await redis.Bare();
        var scripts = new ScriptCount(bare.GetDatabase());
        // The first run is for the compiler.
        await using (var first = Feeders.Start(1, FeederChoice.AllShards, redis.Settings)) await first.Feed(rate, TimeSpan.FromSeconds(3));

        var table = new Table().Border(TableBorder.Rounded).Title($"{rate:N0} entries a second, due 0.2 to 2 s later")
            .AddColumn("nodes").AddColumn("feed from");
        foreach (var figure in (string[])["p50, ms", "p99, ms", "max, ms", "other node's", "scripts a second", "idle"])
            table.AddColumn(new TableColumn(figure).RightAligned());
        foreach (var nodes in Nodes)
            foreach (var choice in Enum.GetValues<FeederChoice>().Where(c => nodes > 1 || c == FeederChoice.AllShards))
            {
                await using var feeders = Feeders.Start(nodes, choice, redis.Settings with { KeyPrefix = $"{choice}-{nodes}" });
                var idle = await scripts.PerSecond(() => Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System));
                var busy = await scripts.PerSecond(() => feeders.Feed(rate, time));
                var late = feeders.Late;
                table.AddRow(
                    $"{nodes}", choice.ToString(), $"{late[late.Length / 2]:0.0}", $"{late[late.Length * 99 / 100]:0.0}", $"{late[^1]:0.0}",
                    $"{feeders.Elsewhere:P0}", $"{busy:N0}", $"{idle:N0}");
            }
        AnsiConsole.Write(table);
        return 0;
    }
}
