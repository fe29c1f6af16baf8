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
using ActorSync.Node.Commands;
using Spectre.Console;

const int widthInFile = 160;

var root = new RootCommand("""
    ActorSync's figures, each as a ratio beside its baseline, from one run on one machine.

    Exit codes: 0 measured; 1 something could not be measured; 2 the command line is wrong.
    """)
{
    PipelineBenchmark.Command(), StepsBenchmark.Command(), GrowthBenchmark.Command(), WaitingBenchmark.Command(),
    RestartBenchmark.Command(), ReleaseBenchmark.Command(), DelayBenchmark.Command(), TimerBenchmark.Command(),
    FeedersBenchmark.Command(), StoreBenchmark.Command(), QuestionsBenchmark.Command(), PeersBenchmark.Command(),
};
root.Add(CommonOptions.Json);
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = widthInFile;
    AnsiConsole.Profile.Capabilities.Ansi = false;
}
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
    await Console.Error.WriteLineAsync("See --help.");
    return ExitCode.Usage;
}
try
{
    return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (Trouble.Is(e))
{
    Live.End();
    await Console.Error.WriteLineAsync(Trouble.Text(e));
    return ExitCode.Failed;
}
