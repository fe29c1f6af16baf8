using System.CommandLine;
using ActorSync.Delivering;
using ActorSync.Hocon;
using ActorSync.Node.Commands;
using ActorSync.Node.Configuration;
using ActorSync.Node.Hosting;
using ActorSync.Storage;

namespace ActorSync.Actors;

/// <summary>`node`, of the Akka.NET engine: runs a node until it is told to stop.</summary>
internal static class AkkaNodeCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Option<FileInfo>("--config") { Description = "The configuration, a HOCON file with the parts `actorsync` and `akka`", HelpName = "FILE", Required = true };
        var command = new Command("node", """
            Run a node of the Akka.NET engine. It stops gracefully on SIGTERM, on Ctrl+C, and when it is told to leave the cluster.

            Examples:
              actorsync-akka node --config hocon/akka-node.conf
              actorsync-akka node --config hocon/akka-cluster.conf -D akka.remote.dot-netty.tcp.port=4054
            """) { file, CommonOptions.Overrides };
        command.SetAction((parsed, cancellation) => Run(terminal, parsed.GetValue(file)!.FullName, parsed.GetValue(CommonOptions.Overrides)!, cancellation));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string file, string[] overrides, CancellationToken cancellation)
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
        using var tracing = Tracing.Start(settings.Name, settings.OtlpEndpoint, HttpParty.SpanSource);
        try
        {
            await using var node = await AkkaNodeHost.Start(settings, ActorSystemSettings.Create(said), logs, terminal.Time, cancellation);
            await Stopping.Wait(cancellation, node.Terminated);
            await node.Stop();
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is StoreRefusedException or StoreUnavailableException or IOException)
        {
            return terminal.Fault(ExitCode.Failed, e.Message);
        }
    }
}
