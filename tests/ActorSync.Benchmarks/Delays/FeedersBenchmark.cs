using System.CommandLine;
using ActorSync.Node.Load;

namespace ActorSync.Benchmarks.Delays;

/// <summary>
/// `feeders`: who of several nodes is to feed from one delay queue in Redis: what each way costs, and how late it is, ÷ one node
/// alone, which has nobody to share with. The decision of the Akka.NET engine rests on it.
/// </summary>
internal static class FeedersBenchmark
{
    private static readonly (int Nodes, FeederChoice Choice)[] Ways =
    [
        (1, FeederChoice.AllShards),
        .. new[] { 2, 4 }.SelectMany(nodes => Enum.GetValues<FeederChoice>().Select(choice => (nodes, choice))),
    ];

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CompilerTime = TimeSpan.FromSeconds(3);

    private static readonly Option<int> Rounds = BenchOptions.Rounds(3);
    private static readonly Option<int> Rate = BenchOptions.Whole(
        "--rate", "Entries put in a second, by all nodes together", 500, 1, 100_000);
    private static readonly Option<int> Seconds = BenchOptions.Whole(
        "--seconds", "How long entries are put in, for each row", 10, 1, 3_600);

    public static Command Command() => Benchmark.Command(
        "feeders", "Lateness and scripts a second where every node feeds from all shards, from its own, or one node from all ÷ one node.",
        [Rounds, Rate, Seconds], Measure);

    private static async Task<Findings> Measure(ParseResult parsed)
    {
        var (rounds, rate, time) = (parsed.GetValue(Rounds), parsed.GetValue(Rate), TimeSpan.FromSeconds(parsed.GetValue(Seconds)));
        await using var redis = await BenchRedis.Start("");
        using var bare = await redis.Bare();
        var scripts = new ScriptCount(bare.GetDatabase());
        // The first run is for the compiler.
        await using (var first = Feeders.Start(1, FeederChoice.AllShards, redis.Settings)) await first.Feed(rate, CompilerTime);

        var found = Ways.Select(_ => new List<Fed>()).ToArray();
        for (var round = 1; round <= rounds; round++)
            foreach (var (i, (nodes, choice)) in Ways.Index())
            {
                Live.Round(round, 0, rounds, $"{nodes} {choice}");
                await using var feeders = Feeders.Start(nodes, choice, redis.Settings with { KeyPrefix = $"{choice}-{nodes}-{round}" });
                var idle = await scripts.PerSecond(() => Task.Delay(IdleTime, TimeProvider.System));
                var busy = await scripts.PerSecond(() => feeders.Feed(rate, time));
                found[i].Add(new(feeders.Late, feeders.Elsewhere, busy, idle));
            }

        var table = new ResultTable($"{rate:N0} entries a second, due 0.2 to 2 s later",
            new("nodes", "nodes"), new("p50, ms", "p50", "0.0"), new("p99, ms", "p99", "0.0"), new("÷ one node", "p99Ratio", "0.00"),
            new("max, ms", "max", "0.0"), new("other node's", "elsewhere", "P0"), new("scripts a second", "scripts"),
            new("÷ one node", "scriptsRatio", "0.00"), new("idle", "idleScripts"));
        foreach (var (rows, (nodes, choice)) in found.Zip(Ways))
        {
            Figure Of(Func<Fed, double> figure) => Figure.Of(rows.Select(figure));
            Figure Ratio(Func<Fed, double> figure) => Of(figure).DividedBy(Figure.Of(found[0].Select(figure)));
            table.Add(
                $"{choice}", Figure.Once(nodes), Of(f => f.At(50)), Of(f => f.At(99)), Ratio(f => f.At(99)), Of(f => f.At(100)),
                Of(f => f.Elsewhere), Of(f => f.Scripts), Ratio(f => f.Scripts), Of(f => f.IdleScripts));
        }
        return Findings.Of(table);
    }

    /// <param name="Late">Milliseconds after due, in ascending order.</param>
    /// <param name="Elsewhere">The share that was woken from another node than the account's.</param>
    /// <param name="Scripts">A second, while entries come.</param>
    /// <param name="IdleScripts">A second, while none do.</param>
    private sealed record Fed(double[] Late, double Elsewhere, double Scripts, double IdleScripts)
    {
        public double At(int percent) => Percentile.Of(Late, percent);
    }
}
