using System.CommandLine;
using Spectre.Console;

namespace ActorSync.Benchmarks.Pipeline;

/// <summary>`waiting`: what many waiting registrations cost: memory, and throughput ÷ throughput with few.</summary>
internal static class WaitingBenchmark
{
    private const int Rounds = 3;
    private const int Count = 10_000;
    private const int FirstWaitingRound = 1000;

    public static Command Command()
    {
        var waiting = new Option<int[]>("--waiting") { Description = "Waiting registrations", DefaultValueFactory = _ => [1_000, 200_000] };
        var command = new Command("waiting", "Throughput and memory with waiting registrations.") { waiting };
        command.SetAction((parsed, _) => Run(parsed.GetValue(waiting)!));
        return command;
    }

    private static async Task<int> Run(int[] sizes)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("waiting").RightAligned())
            .AddColumn(new TableColumn("registrations/s").RightAligned()).AddColumn(new TableColumn("ratio").RightAligned()).AddColumn(new TableColumn("node resident MB").RightAligned());
        double? first = null;
        foreach (var size in sizes)
        {
            await using var deployment = await Deployment.Start("actorsync.links = [{ from = B, to = C, main-first = on, sub-delay = 1s }]");
            using var pipeline = new PipelineRun(deployment.Api, deployment.ReceiverUrl);
            // Subs whose main meeting's registration never comes.
            await pipeline.Feed(Workload.Waiting(FirstWaitingRound, size));
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            List<double> rates = [];
            for (var round = 0; round <= Rounds; round++)
            {
                var rate = await pipeline.Run(Workload.Create(round, Count));
                if (round > 0) rates.Add(rate);
            }
            var median = Median.Of(rates);
            first ??= median;
            table.AddRow($"{size:N0}", $"{median:N0}", $"{median / first:0.00}", $"{deployment.Node.ResidentBytes / 1024 / 1024:N0}");
        }
        AnsiConsole.Write(table);
        return 0;
    }
}
