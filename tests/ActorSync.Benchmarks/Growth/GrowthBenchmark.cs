using System.CommandLine;
using ActorSync.Benchmarks.Pipeline;
using ActorSync.Benchmarks.Waiting;

namespace ActorSync.Benchmarks.Growth;

/// <summary>`growth`: how the cost of a registration grows with what there is of everything else.</summary>
internal static class GrowthBenchmark
{
    /// <summary>For batches of any size: with few senders, small ones would show the wait for the disk alone.</summary>
    private const int SendersOfBatches = 16;

    private static readonly Option<int> Rounds = BenchOptions.Rounds(5);
    private static readonly Option<int> WarmUp = BenchOptions.WarmUp(10);
    private static readonly Option<int> Count = BenchOptions.Registrations();
    private static readonly Option<string> Config = BenchOptions.Config();

    public static Command Command() => new("growth", "How the cost of a registration grows: each size beside the first one.")
    {
        One("waiting", "With waiting registrations: 1,000 to 1,000,000.", [1_000, 10_000, 100_000, 1_000_000], 10_000_000, Waiting),
        One("subs", "With sub-meetings for each account: 1 to 1,000.", [1, 10, 100, 1_000], 10_000, Subs),
        One("in-flight", "With calls in flight: 1 to 256.", [1, 4, 16, 64, 256], 1_024, InFlight),
        One("backlog", "With what has piled up while the receiver was away: 10,000 to 100,000.",
            [10_000, 40_000, 100_000], 1_000_000, Backlogs, least: 100),
        One("batch", "With submissions in an HTTP batch: 1 to 10,000.", [1, 10, 100, 1_000, 10_000], 10_000, Batches),
    };

    private static Command One(
        string name, string description, int[] usual, int most, Func<int[], ParseResult, Task<ResultTable>> measure, int least = 1)
    {
        var sizes = BenchOptions.Wholes("--sizes", "The baseline first", usual, least, most);
        return Benchmark.Command(name, description, [sizes, Rounds, WarmUp, Count, Config], async parsed =>
            Findings.Of(await measure(parsed.GetValue(sizes)!, parsed)));
    }

    private static async Task<ResultTable> Waiting(int[] sizes, ParseResult parsed)
    {
        await using var all = new Points<Waiters>();
        foreach (var size in sizes) all.Add(await Waiters.Start(size, throughNode: false, parsed.GetValue(Config)!), w => w.Point);
        await Run(all.List, parsed);
        return Curve.Table(
            "waiting registrations", new("waiting", "waiting"), all.List,
            (new("node resident MB", "residentMegabytes"),
                [.. all.Owners.Select(w => Figure.Once(w.Deployment.Node.ResidentBytes / 1024.0 / 1024.0))]));
    }

    /// <summary>At least as many accounts as calls may be in flight: each account's calls follow each other.</summary>
    private static async Task<ResultTable> Subs(int[] sizes, ParseResult parsed)
    {
        const int accounts = 64;
        await using var deployment = await Deployment.Start($"actorsync.node.limits.batches = 64\n{parsed.GetValue(Config)}");
        using var pipeline = new PipelineRun(deployment.Api, deployment.ReceiverUrl);
        List<Point> points = [.. sizes.Select(size => new Point(size, deployment, pipeline))];
        await Curve.Run(points, parsed.GetValue(Rounds), parsed.GetValue(WarmUp), (point, run, counts) =>
            point.Run(Workload.Create(run, Math.Max(accounts, parsed.GetValue(Count) / ((int)point.Size + 1)), (int)point.Size), counts));
        return Curve.Table("sub-meetings for each account", new("subs", "subs"), points);
    }

    private static async Task<ResultTable> InFlight(int[] sizes, ParseResult parsed)
    {
        await using var all = new Points<Deployment>();
        foreach (var size in sizes)
            all.Add(
                await Deployment.Start($"actorsync.parties.C.max-in-flight = {size}\n{parsed.GetValue(Config)}"),
                d => new(size, d, new(d.Api, d.ReceiverUrl)));
        List<double>[] bare = [.. sizes.Select(_ => new List<double>())];
        await Curve.Run(all.List, parsed.GetValue(Rounds), parsed.GetValue(WarmUp), async (point, run, counts) =>
        {
            var i = Array.IndexOf(sizes, (int)point.Size);
            using var http = new BareHttp(all.Owners[i].ReceiverUrl, sizes[i]);
            var rate = await http.Run(Workload.Create(10_000 + run, parsed.GetValue(Count)));
            if (counts) bare[i].Add(rate);
            await point.Run(Workload.Create(run, parsed.GetValue(Count)), counts);
        });
        Figure[] bares = [.. bare.Select(Figure.Of)];
        return Curve.Table(
            "calls in flight", new("in flight", "inFlight"), all.List, (new("bare HTTP/s", "bare"), bares),
            (new("÷ bare HTTP", "bareRatio", "0.00"), [.. all.List.Zip(bares, (p, b) => p.Rate.DividedBy(b))]));
    }

    private static async Task<ResultTable> Backlogs(int[] sizes, ParseResult parsed)
    {
        await using var deployment = await Deployment.Start($"actorsync.log.level = error\n{parsed.GetValue(Config)}");
        using var pipeline = new PipelineRun(deployment.Api, deployment.ReceiverUrl);
        List<Point> points = [.. sizes.Select(size => new Point(size, deployment, pipeline))];
        await Curve.Run(points, parsed.GetValue(Rounds), parsed.GetValue(WarmUp), (point, run, counts) =>
            point.RunBacklog(Workload.Create(run, (int)point.Size), counts));
        return Curve.Table("registrations that have piled up", new("backlog", "backlog"), points);
    }

    private static async Task<ResultTable> Batches(int[] sizes, ParseResult parsed)
    {
        await using var deployment = await Deployment.Start($"actorsync.node.limits.batches = 64\n{parsed.GetValue(Config)}");
        List<Point> points =
            [.. sizes.Select(size => new Point(size, deployment, new(deployment.Api, deployment.ReceiverUrl, size, SendersOfBatches)))];
        await Run(points, parsed);
        foreach (var point in points) point.Dispose();
        return Curve.Table($"submissions in a batch, {SendersOfBatches} batches on the way", new("batch", "batch"), points);
    }

    private static Task Run(IReadOnlyList<Point> points, ParseResult parsed) => Curve.Run(
        points, parsed.GetValue(Rounds), parsed.GetValue(WarmUp), (point, run, counts) =>
            point.Run(Workload.Create(run, parsed.GetValue(Count)), counts));
}
