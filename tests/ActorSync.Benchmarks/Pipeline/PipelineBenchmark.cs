using System.CommandLine;

namespace ActorSync.Benchmarks.Pipeline;

/// <summary>
/// `pipeline`: registrations finished a second ÷ bare HTTP calls a second, to the same receiver; and engine beside engine.
/// </summary>
internal static class PipelineBenchmark
{
    /// <summary>
    /// Bare calls for each registration of a round: then both sides take about as long, so that both see the
    /// machine as fast and as slow as it is.
    /// </summary>
    private const int BareCalls = 4;

    private static readonly Option<int> Rounds = BenchOptions.Rounds(5);
    private static readonly Option<int> WarmUp = BenchOptions.WarmUp(25);
    private static readonly Option<int> Count = BenchOptions.Registrations();
    private static readonly Option<int> InFlight = BenchOptions.Whole("--in-flight", "Calls at once, for both sides", 64, 1, 1_024);
    private static readonly Option<int> Pace = BenchOptions.Whole(
        "--pace", "After each round, as many a second for a few seconds, to see how long one takes; 0: not", 0, 0, 10_000);
    private static readonly Option<string> Config = BenchOptions.Config();
    private static readonly Option<bool> MariaDb = new("--mariadb")
    {
        Description = "Over a MariaDB of the run's own, a database for each engine",
    };
    private static readonly Option<FileInfo?> AkkaNode = BenchOptions.Program(
        "--akka-node", "The built ActorSync.Akka.dll: the same work through the Akka.NET engine, in turns");
    private static readonly Option<string> AkkaConfig = new("--akka-config")
    {
        Description = "HOCON for that node alone", HelpName = "HOCON", DefaultValueFactory = _ => "",
    };

    public static Command Command() => Benchmark.Command("pipeline", "Pipeline ÷ bare HTTP, engine beside engine.",
        [Rounds, WarmUp, Count, InFlight, Pace, Config, MariaDb, AkkaNode, AkkaConfig], Measure);

    private static async Task<Findings> Measure(ParseResult parsed)
    {
        var (inFlight, pace) = (parsed.GetValue(InFlight), parsed.GetValue(Pace));
        await using var engines = await Engines.Start(
            $"actorsync.parties.C.max-in-flight = {inFlight}\n{parsed.GetValue(Config)}",
            parsed.GetValue(MariaDb), parsed.GetValue(AkkaNode), parsed.GetValue(AkkaConfig)!);
        using var bare = new BareHttp(engines.All[0].Deployment.ReceiverUrl, inFlight);
        List<double> bares = [];
        var workloads = 0;
        var (rounds, warmUp, count) = (parsed.GetValue(Rounds), parsed.GetValue(WarmUp), parsed.GetValue(Count));
        for (var round = 1 - warmUp; round <= rounds; round++)
        {
            var counts = round >= 1;
            Live.Round(round, warmUp, rounds);
            var rate = await bare.Run(Workload.Create(++workloads, BareCalls * count));
            if (counts) bares.Add(rate);
            var (burst, steady) = (Workload.Create(++workloads, count), Workload.Create(++workloads, SteadyRun.Most));
            foreach (var engine in engines.All) await engine.Run(burst, counts);
            foreach (var engine in engines.All.Where(_ => pace > 0)) await engine.RunSteadily(steady, pace, counts);
        }
        var findings = Findings.Of(pace > 0 ? [RatesOf(engines.All, bares), TimesOf(engines.All, pace)] : [RatesOf(engines.All, bares)]);
        foreach (var engine in engines.All)
        {
            var megabytes = engine.Deployment.Node.ResidentBytes / 1024 / 1024;
            findings = findings.With($"{engine.Key}ResidentMegabytes", megabytes, $"{engine.Name} node resident: {megabytes:N0} MB");
        }
        if (engines.All is not [var first, var second]) return findings;
        var ratio = Median.Of(second.Rates) / Median.Of(first.Rates);
        return findings.With($"{second.Key}Ratio", ratio, $"{second.Name} ÷ {first.Name}: {ratio:0.00}");
    }

    private static ResultTable RatesOf(List<Contestant> engines, List<double> bares)
    {
        var baseline = Figure.Of(bares);
        var table = new ResultTable("registrations a second", [new("bare HTTP", "bare"), .. engines.SelectMany(e => (Column[])
            [
                new(e.Name, e.Key), new("ratio", $"{e.Key}Ratio", "0.00"), new("node CPU µs", $"{e.Key}NodeCpuMicroseconds"),
                new("receiver CPU µs", $"{e.Key}ReceiverCpuMicroseconds"), new("sender CPU µs", $"{e.Key}SenderCpuMicroseconds"),
            ])])
        {
            ShowsRounds = true,
        };
        table.Add([baseline, .. engines.SelectMany(e => (Figure[])
        [
            Figure.Of(e.Rates), Figure.Of(e.Rates).DividedBy(baseline),
            Figure.Of(e.NodeCpu), Figure.Of(e.ReceiverCpu), Figure.Of(e.SenderCpu),
        ])]);
        return table;
    }

    private static ResultTable TimesOf(List<Contestant> engines, int pace)
    {
        var table = new ResultTable(
            $"ms from sent to received, at {pace} a second", new Column("p50", "p50", "N1"), new("p99", "p99", "N1"))
        {
            ShowsRounds = true,
        };
        foreach (var e in engines) table.Add(e.Name, Figure.Of(e.Steady.Select(s => s.P50)), Figure.Of(e.Steady.Select(s => s.P99)));
        return table;
    }
}
