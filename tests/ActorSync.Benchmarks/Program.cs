using System.CommandLine;
using ActorSync.Benchmarks.Pipeline;

var root = new RootCommand("ActorSync's figures, each as a ratio beside its baseline, from one run on one machine.")
{
    PipelineBenchmark.Command(), WaitingBenchmark.Command(),
};
return await root.Parse(args).InvokeAsync();
