using System.CommandLine;
using ActorSync.Hocon;
using ActorSync.Node.Configuration;
using ActorSync.Node.Hosting;
using ActorSync.Storage;

namespace ActorSync.Node.Commands;

/// <summary>`node`: runs a node until it is told to stop.</summary>
internal static class NodeCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Option<FileInfo?>("--config") { Description = "The configuration, a HOCON file", HelpName = "FILE" };
        var command = new Command("node", """
            Run a node. It stops gracefully on SIGTERM, on Ctrl+C, and when management is told that it leaves.

            Examples:
              actorsync node --config hocon/node.conf
              actorsync node --config hocon/node.conf -D node.listen=http://127.0.0.1:6080 -D log.format=text
            """) { file, CommonOptions.Overrides };
        command.SetAction((parsed, cancellation) => Run(terminal, parsed.GetValue(file)?.FullName, parsed.GetValue(CommonOptions.Overrides)!, cancellation));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string? file, string[] overrides, CancellationToken cancellation)
    {
        NodeSettings settings;
        List<string> unused = [];
        try
        {
            settings = NodeConfiguration.Read(file, overrides, terminal.Environment, unused);
        }
        catch (HoconException e)
        {
            foreach (var fault in e.Faults) terminal.Fault(ExitCode.Usage, fault.Message);
            return ExitCode.Usage;
        }

        using var logs = NodeLogging.Create(settings.LogLevel, settings.LogAsJson);
        var log = logs.CreateLogger("ActorSync.Node");
        foreach (var variable in unused) Log.UnusedVariable(log, variable);
        using var tracing = Tracing.Start(settings.Name, settings.OtlpEndpoint, Delivering.HttpParty.SpanSource);
        try
        {
            await using var node = await NodeHost.Start(settings, logs, terminal.Time, cancellation);
            await Stopping.Wait(cancellation, node.LeaveAsked);
            await node.Stop();
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is StoreRefusedException or StoreUnavailableException or IOException)
        {
            return terminal.Fault(ExitCode.Failed, e.Message);
        }
    }
}
