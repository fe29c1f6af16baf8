using ActorSync.Benchmarks.Pipeline;

namespace ActorSync.Benchmarks.Growth;

/// <summary>One point of a curve, with what its rounds have shown.</summary>
/// <param name="size">How much there is of what grows.</param>
/// <param name="deployment">Where its rounds run; several points may share it.</param>
/// <param name="pipeline">How it is fed.</param>
internal sealed class Point(double size, Deployment deployment, PipelineRun pipeline) : IDisposable
{
    private readonly List<double> _rates = [];
    private readonly List<double> _cpu = [];

    public double Size => size;

    /// <summary>Registrations a second.</summary>
    public Figure Rate => Figure.Of(_rates);

    /// <summary>Processor time of the node, in µs a registration.</summary>
    public Figure NodeCpu => Figure.Of(_cpu);

    /// <param name="workload">Of this round.</param>
    /// <param name="counts">False: to warm up.</param>
    public Task Run(Workload workload, bool counts) => Measure(workload, counts, pipeline.Run);

    /// <summary>What has piled up while the receiver was away.</summary>
    /// <param name="workload">Of this round.</param>
    /// <param name="counts">False: to warm up.</param>
    public async Task RunBacklog(Workload workload, bool counts)
    {
        var enough = await pipeline.PileUp(workload);
        await Measure(workload, counts, w => pipeline.Drain(w, enough));
    }

    public void Dispose() => pipeline.Dispose();

    private async Task Measure(Workload workload, bool counts, Func<Workload, Task<double>> run)
    {
        var before = deployment.Node.Cpu;
        var rate = await run(workload);
        if (!counts) return;
        _rates.Add(rate);
        _cpu.Add((deployment.Node.Cpu - before).TotalMicroseconds / workload.Registrations.Count);
    }
}
