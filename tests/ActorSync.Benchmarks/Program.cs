using System.CommandLine;
using ActorSync.Benchmarks;
using ActorSync.Benchmarks.Delays;
using ActorSync.Benchmarks.Growth;
using ActorSync.Benchmarks.Peers;
using ActorSync.Benchmarks.Pipeline;
using ActorSync.Benchmarks.Release;
using ActorSync.Benchmarks.Steps;
using ActorSync.Benchmarks.Storage;
using ActorSync.Benchmarks.Waiting;
using Spectre.Console;

const int widthInFile = 160;

var root = new RootCommand("ActorSync's figures, each as a ratio beside its baseline, from one run on one machine.")
{
    PipelineBenchmark.Command(), StepsBenchmark.Command(), GrowthBenchmark.Command(), WaitingBenchmark.Command(),
    RestartBenchmark.Command(), ReleaseBenchmark.Command(), DelayBenchmark.Command(), TimerBenchmark.Command(),
    FeedersBenchmark.Command(), StoreBenchmark.Command(), QuestionsBenchmark.Command(), PeersBenchmark.Command(),
};
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = widthInFile;
    AnsiConsole.Profile.Capabilities.Ansi = false;
}
try
{
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (CannotRunException e)
{
    await Console.Error.WriteLineAsync($"\n{e.Message}");
    return 1;
}
