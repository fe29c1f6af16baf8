using ActorSync.Node.Load;

namespace ActorSync.Benchmarks.Pipeline;

/// <summary>One engine in the comparison, with what its rounds have shown.</summary>
/// <param name="name">For people.</param>
/// <param name="key">For scripts.</param>
/// <param name="deployment">Where it runs; ends with it.</param>
internal sealed class Contestant(string name, string key, Deployment deployment) : IAsyncDisposable
{
    private readonly PipelineRun _pipeline = new(deployment.Api, deployment.ReceiverUrl);
    private readonly SteadyRun _steady = new(deployment.Api, deployment.ReceiverUrl);

    public string Name => name;

    public string Key => key;

    public Deployment Deployment => deployment;

    /// <summary>Registrations a second, by round.</summary>
    public List<double> Rates { get; } = [];

    /// <summary>Processor time of the node, in µs a registration, by round.</summary>
    public List<double> NodeCpu { get; } = [];

    /// <summary>Processor time of the receiver, likewise.</summary>
    public List<double> ReceiverCpu { get; } = [];

    /// <summary>Processor time of this program, which sends and asks whether all is done, likewise.</summary>
    public List<double> SenderCpu { get; } = [];

    /// <summary>Median and 99th percentile of the time to the receiver at a steady pace, in ms, by round.</summary>
    public List<(double P50, double P99)> Steady { get; } = [];

    /// <param name="workload">Of this round.</param>
    /// <param name="counts">False: to warm up.</param>
    public async Task Run(Workload workload, bool counts)
    {
        var (node, receiver, sender) = (deployment.Node.Cpu, deployment.Receiver.Cpu, Environment.CpuUsage.TotalTime);
        var rate = await _pipeline.Run(workload);
        if (!counts) return;
        Rates.Add(rate);
        NodeCpu.Add(Each(deployment.Node.Cpu - node));
        ReceiverCpu.Add(Each(deployment.Receiver.Cpu - receiver));
        SenderCpu.Add(Each(Environment.CpuUsage.TotalTime - sender));

        double Each(TimeSpan cpu) => cpu.TotalMicroseconds / workload.Registrations.Count;
    }

    /// <summary>As <see cref="Run"/>, at a pace.</summary>
    public async Task RunSteadily(Workload workload, int perSecond, bool counts)
    {
        double[] took = [.. (await _steady.Run(workload, perSecond)).Order()];
        if (counts) Steady.Add((Percentile.Of(took, 50), Percentile.Of(took, 99)));
    }

    public async ValueTask DisposeAsync()
    {
        _steady.Dispose();
        _pipeline.Dispose();
        await deployment.DisposeAsync();
    }
}
