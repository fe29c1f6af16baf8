using System.CommandLine;
using Spectre.Console;

namespace ActorSync.Benchmarks.Pipeline;

/// <summary>`pipeline`: registrations finished a second ÷ bare HTTP calls a second, to the same receiver.</summary>
internal static class PipelineBenchmark
{
    public static Command Command()
    {
        var rounds = new Option<int>("--rounds") { Description = "Interleaved rounds; the medians count", DefaultValueFactory = _ => 5 };
        var warmUp = new Option<int>("--warm-up") { Description = "Rounds before them that do not count: a node runs for months, its compiler for a minute", DefaultValueFactory = _ => 5 };
        var count = new Option<int>("--registrations") { Description = "In each round", DefaultValueFactory = _ => 10_000 };
        var inFlight = new Option<int>("--in-flight") { Description = "Calls at once, for both sides", DefaultValueFactory = _ => 64 };
        var config = new Option<string>("--config") { Description = "HOCON over the defaults, such as another store", DefaultValueFactory = _ => "" };
        var command = new Command("pipeline", "Pipeline ÷ bare HTTP.") { rounds, warmUp, count, inFlight, config };
        command.SetAction((parsed, _) => Run(parsed.GetValue(rounds), parsed.GetValue(warmUp), parsed.GetValue(count), parsed.GetValue(inFlight), parsed.GetValue(config)!));
        return command;
    }

    private static async Task<int> Run(int rounds, int warmUp, int count, int inFlight, string config)
    {
        await using var deployment = await Deployment.Start($"actorsync.parties.C.max-in-flight = {inFlight}\n{config}");
        using var bare = new BareHttp(deployment.ReceiverUrl, inFlight);
        using var pipeline = new PipelineRun(deployment.Api, deployment.ReceiverUrl);
        var table = new Table().Border(TableBorder.Rounded).Title("registrations a second")
            .AddColumn("round").AddColumn(new TableColumn("bare HTTP").RightAligned()).AddColumn(new TableColumn("pipeline").RightAligned())
            .AddColumn(new TableColumn("ratio").RightAligned()).AddColumn(new TableColumn("node CPU µs").RightAligned()).AddColumn(new TableColumn("receiver CPU µs").RightAligned());
        List<double> bares = [], pipelines = [];
        for (var round = 1 - warmUp; round <= rounds; round++)
        {
            var b = await bare.Run(Workload.Create(2 * (round + warmUp), count));
            var (nodeCpu, receiverCpu) = (deployment.Node.Cpu, deployment.Receiver.Cpu);
            var p = await pipeline.Run(Workload.Create(2 * (round + warmUp) + 1, count));
            if (round < 1) continue;
            bares.Add(b);
            pipelines.Add(p);
            table.AddRow($"{round}", $"{b:N0}", $"{p:N0}", $"{p / b:0.00}",
                $"{(deployment.Node.Cpu - nodeCpu).TotalMicroseconds / count:0}", $"{(deployment.Receiver.Cpu - receiverCpu).TotalMicroseconds / count:0}");
        }
        var (medianBare, medianPipeline) = (Median.Of(bares), Median.Of(pipelines));
        table.AddRow("median", $"{medianBare:N0}", $"{medianPipeline:N0}", $"[bold]{medianPipeline / medianBare:0.00}[/]", "", "");
        AnsiConsole.Write(table);

        AnsiConsole.MarkupLine($"node resident: {deployment.Node.ResidentBytes / 1024 / 1024:N0} MB");
        return 0;
    }
}
