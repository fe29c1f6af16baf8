using System.CommandLine;
using Spectre.Console;

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

    public static Command Command()
    {
        var rounds = new Option<int>("--rounds") { Description = "Interleaved rounds; the medians count", DefaultValueFactory = _ => 5 };
        var warmUp = new Option<int>("--warm-up")
        {
            Description = "Rounds before them that do not count: a node runs for months, its compiler for a minute",
            DefaultValueFactory = _ => 25,
        };
        var count = new Option<int>("--registrations") { Description = "In each round", DefaultValueFactory = _ => 10_000 };
        var inFlight = new Option<int>("--in-flight") { Description = "Calls at once, for both sides", DefaultValueFactory = _ => 64 };
        var pace = new Option<int>("--pace")
        {
            Description = "After each round, as many a second for a few seconds, to see how long one takes; 0: not",
            DefaultValueFactory = _ => 0,
        };
        var config = new Option<string>("--config")
        {
            Description = "HOCON over the defaults, such as another store", DefaultValueFactory = _ => "",
        };
        var mariaDb = new Option<bool>("--mariadb") { Description = "Over a MariaDB of the run's own, a database for each engine" };
        var akkaNode = new Option<FileInfo?>("--akka-node")
        {
            Description = "The built ActorSync.Akka.dll: the same work through the Akka.NET engine, in turns", HelpName = "FILE",
        };
        var akkaConfig = new Option<string>("--akka-config") { Description = "HOCON for that node alone", DefaultValueFactory = _ => "" };
        var command = new Command("pipeline", "Pipeline ÷ bare HTTP, engine beside engine.")
        {
            rounds, warmUp, count, inFlight, pace, config, mariaDb, akkaNode, akkaConfig,
        };
        command.SetAction(async (parsed, _) =>
        {
            var (places, extra) = (parsed.GetValue(inFlight), parsed.GetValue(config)!);
            await using var engines = await Engines.Start(
                $"actorsync.parties.C.max-in-flight = {places}\n{extra}",
                parsed.GetValue(mariaDb), parsed.GetValue(akkaNode), parsed.GetValue(akkaConfig)!);
            return await Run(
                engines.All, parsed.GetValue(rounds), parsed.GetValue(warmUp), parsed.GetValue(count), places, parsed.GetValue(pace));
        });
        return command;
    }

    private static async Task<int> Run(List<Contestant> engines, int rounds, int warmUp, int count, int inFlight, int pace)
    {
        using var bare = new BareHttp(engines[0].Deployment.ReceiverUrl, inFlight);
        List<double> bares = [];
        var workloads = 0;
        for (var round = 1 - warmUp; round <= rounds; round++)
        {
            var counts = round >= 1;
            Live.Say($"round {round + warmUp} of {warmUp + rounds}");
            var rate = await bare.Run(Workload.Create(++workloads, BareCalls * count));
            if (counts) bares.Add(rate);
            var (burst, steady) = (Workload.Create(++workloads, count), Workload.Create(++workloads, SteadyRun.Most));
            foreach (var engine in engines) await engine.Run(burst, counts);
            foreach (var engine in engines.Where(_ => pace > 0)) await engine.RunSteadily(steady, pace, counts);
        }
        Live.End();
        // A file has no width; two engines need more than a terminal's usual one.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
        AnsiConsole.Write(RatesOf(engines, bares));
        if (pace > 0) AnsiConsole.Write(TimesOf(engines, pace));
        foreach (var engine in engines)
            AnsiConsole.MarkupLine($"{engine.Name} node resident: {engine.Deployment.Node.ResidentBytes / 1024 / 1024:N0} MB");
        if (engines is [var first, var second])
            AnsiConsole.MarkupLine($"{second.Name} ÷ {first.Name}: [bold]{Median.Of(second.Rates) / Median.Of(first.Rates):0.00}[/]");
        return 0;
    }

    private static Table RatesOf(List<Contestant> engines, List<double> bares)
    {
        var table = Titled("registrations a second").AddColumn("round").AddColumn(Number("bare HTTP"));
        foreach (var engine in engines)
            table.AddColumn(Number(engine.Name)).AddColumn(Number("ratio")).AddColumn(Number("node CPU µs"))
                .AddColumn(Number("receiver CPU µs")).AddColumn(Number("sender CPU µs"));
        for (var i = 0; i < bares.Count; i++)
            table.AddRow([$"{i + 1}", $"{bares[i]:N0}",
                .. engines.SelectMany(e => Cells(e.Rates[i], e.Rates[i] / bares[i], e.NodeCpu[i], e.ReceiverCpu[i], e.SenderCpu[i]))]);
        var bare = Median.Of(bares);
        table.AddRow(["median", $"{bare:N0}", .. engines.SelectMany(e => Cells(
            Median.Of(e.Rates), Median.Of(e.Rates) / bare, Median.Of(e.NodeCpu), Median.Of(e.ReceiverCpu), Median.Of(e.SenderCpu)))]);
        return table;
    }

    private static string[] Cells(double rate, double ratio, params double[] cpu) =>
        [$"{rate:N0}", $"{ratio:0.00}", .. cpu.Select(µs => $"{µs:0}")];

    private static Table TimesOf(List<Contestant> engines, int pace)
    {
        var table = Titled($"ms from sent to received, at {pace} a second")
            .AddColumn("engine").AddColumn(Number("p50")).AddColumn(Number("p99")).AddColumn(Number("p99 of each round"));
        foreach (var e in engines)
            table.AddRow(e.Name, $"{Median.Of(e.Steady.Select(s => s.P50)):N1}", $"{Median.Of(e.Steady.Select(s => s.P99)):N1}",
                string.Join("  ", e.Steady.Select(s => $"{s.P99:N1}")));
        return table;
    }

    private static Table Titled(string title) => new Table().Border(TableBorder.Rounded).Title(title);

    private static TableColumn Number(string name) => new TableColumn(name).RightAligned();
}
