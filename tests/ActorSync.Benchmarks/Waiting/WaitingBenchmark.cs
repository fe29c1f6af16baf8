using System.CommandLine;
using ActorSync.Benchmarks.Growth;
using ActorSync.Benchmarks.Pipeline;

namespace ActorSync.Benchmarks.Waiting;

/// <summary>`waiting`: what many waiting registrations cost: memory, and throughput ÷ throughput with few.</summary>
internal static class WaitingBenchmark
{
    private static readonly Option<int[]> Waiting = BenchOptions.Wholes(
        "--waiting", "Waiting registrations, the baseline first", [1_000, 1_000_000], 1, 10_000_000);
    private static readonly Option<int> Rounds = BenchOptions.Rounds(7);
    private static readonly Option<int> WarmUp = BenchOptions.WarmUp(15);
    private static readonly Option<int> Count = BenchOptions.Registrations();
    private static readonly Option<bool> ThroughNode = new("--through-node")
    {
        Description = "Hand the waiting ones in at the node, instead of starting it on a store that has them",
    };
    private static readonly Option<string> Config = BenchOptions.Config();

    public static Command Command() => Benchmark.Command(
        "waiting", "Throughput and memory with 1,000,000 waiting registrations ÷ with 1,000.",
        [Waiting, Rounds, WarmUp, Count, ThroughNode, Config], Measure);

    private static async Task<Findings> Measure(ParseResult parsed)
    {
        await using var all = new Points<Waiters>();
        foreach (var size in parsed.GetValue(Waiting)!)
            all.Add(await Waiters.Start(size, parsed.GetValue(ThroughNode), parsed.GetValue(Config)!), w => w.Point);
        Figure[] atRest = [.. all.Owners.Select(w => Megabytes(w.Deployment.Node.ResidentBytes))];
        await Curve.Run(all.List, parsed.GetValue(Rounds), parsed.GetValue(WarmUp), (point, run, counts) =>
            point.Run(Workload.Create(run, parsed.GetValue(Count)), counts));
        return Findings.Of(Curve.Table("waiting registrations", new("waiting", "waiting"), all.List,
            (new("resident MB before the rounds", "restMegabytes"), atRest),
            (new("after them", "residentMegabytes"), [.. all.Owners.Select(w => Megabytes(w.Deployment.Node.ResidentBytes))]),
            (new("at most", "peakMegabytes"), [.. all.Owners.Select(w => Megabytes(w.Deployment.Node.MostResidentBytes))])));
    }

    private static Figure Megabytes(long bytes) => Figure.Once(bytes / 1024.0 / 1024.0);
}
