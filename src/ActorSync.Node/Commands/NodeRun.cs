using ActorSync.Delivering;
using ActorSync.Hocon;
using ActorSync.Node.Configuration;
using ActorSync.Node.Hosting;
using ActorSync.Storage;

namespace ActorSync.Node.Commands;

/// <summary>Runs a node, of either engine, from its configuration on until it is told to stop.</summary>
internal static class NodeRun
{
    /// <param name="terminal">Where faults are told.</param>
    /// <param name="file">The configuration; null: the reference alone.</param>
    /// <param name="overrides">`key=value`, the later over the earlier.</param>
    /// <param name="category">Under which the node logs.</param>
    /// <param name="start">Starts it, by its settings and by the whole configuration that they were read from.</param>
    /// <param name="cancellation">Tells it to stop.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> UntilStopped(
        Terminal terminal, string? file, string[] overrides, string category,
        Func<NodeSettings, HoconObject, ILoggerFactory, Task<INodeHost>> start, CancellationToken cancellation)
    {
        NodeSettings settings;
        HoconObject said;
        List<string> unused = [];
        try
        {
            settings = NodeConfiguration.Read(file, overrides, terminal.Environment, unused, out said);
        }
        catch (HoconException e)
        {
            foreach (var fault in e.Faults) terminal.Fault(ExitCode.Usage, fault.Message);
            return ExitCode.Usage;
        }

        using var logs = NodeLogging.Create(settings.LogLevel, settings.LogAsJson);
        var log = logs.CreateLogger(category);
        foreach (var variable in unused) Log.UnusedVariable(log, variable);
        using var tracing = Tracing.Start(settings.Name, settings.OtlpEndpoint, HttpParty.SpanSource);
        try
        {
            await using var node = await start(settings, said, logs);
            await Stopping.Wait(cancellation, node.Leaving);
            await node.Stop();
            return ExitCode.Ok;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop before it had started.
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is StoreRefusedException or StoreUnavailableException or IOException)
        {
            return terminal.Fault(ExitCode.Failed, e.Message);
        }
    }
}
