using System.CommandLine;
using ActorSync.Benchmarks.Growth;
using ActorSync.Benchmarks.Pipeline;

namespace ActorSync.Benchmarks.Waiting;

/// <summary>`waiting`: what many waiting registrations cost: memory, and throughput ÷ throughput with few.</summary>
internal static class WaitingBenchmark
{
    private static readonly Option<int[]> Waiting = new("--waiting")
    {
        Description = "Waiting registrations, the baseline first", DefaultValueFactory = _ => [1_000, 1_000_000],
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "Interleaved rounds; the medians count", DefaultValueFactory = _ => 7,
    };
    private static readonly Option<int> WarmUp = new("--warm-up")
    {
        Description = "Rounds before them that do not count", DefaultValueFactory = _ => 15,
    };
    private static readonly Option<int> Count = new("--registrations") { Description = "In each round", DefaultValueFactory = _ => 10_000 };
    private static readonly Option<bool> ThroughNode = new("--through-node")
    {
        Description = "Hand the waiting ones in at the node, instead of starting it on a store that has them",
    };
    private static readonly Option<string> Config = new("--config")
    {
        Description = "HOCON over the defaults", DefaultValueFactory = _ => "",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "The result as JSON" };

    public static Command Command()
    {
        var command = new Command("waiting", "Throughput and memory with 1,000,000 waiting registrations, and with 1,000.")
        {
            Waiting, Rounds, WarmUp, Count, ThroughNode, Config, Json,
        };
        command.SetAction(async (parsed, _) =>
        {
            (await Measure(parsed)).Show(parsed.GetValue(Json));
            return 0;
        });
        return command;
    }

    private static async Task<ResultTable> Measure(ParseResult parsed)
    {
        await using var all = new Points<Waiters>();
        foreach (var size in parsed.GetValue(Waiting)!)
            all.Add(await Waiters.Start(size, parsed.GetValue(ThroughNode), parsed.GetValue(Config)!), w => w.Point);
        double[] atRest = [.. all.Owners.Select(w => Megabytes(w.Deployment.Node.ResidentBytes))];
        await Curve.Run(all.List, parsed.GetValue(Rounds), parsed.GetValue(WarmUp), (point, run, counts) =>
            point.Run(Workload.Create(run, parsed.GetValue(Count)), counts));
        return Curve.Table("waiting registrations", new("waiting", "waiting"), all.List,
            (new("resident MB before the rounds", "restMegabytes"), atRest),
            (new("after them", "residentMegabytes"), [.. all.Owners.Select(w => Megabytes(w.Deployment.Node.ResidentBytes))]),
            (new("at most", "peakMegabytes"), [.. all.Owners.Select(w => Megabytes(w.Deployment.Node.MostResidentBytes))]));
    }

    private static double Megabytes(long bytes) => bytes / 1024.0 / 1024.0;
}
