using System.CommandLine;
using ActorSync.Node.Commands;

namespace ActorSync.Actors;

/// <summary>`node`, of the Akka.NET engine: runs a node until it is told to stop.</summary>
internal static class AkkaNodeCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Option<FileInfo>("--config")
        {
            Description = "The configuration, a HOCON file with the parts `actorsync` and `akka`", HelpName = "FILE", Required = true,
        };
        var command = new Command("node", """
            Run a node of the Akka.NET engine. It stops gracefully on SIGTERM, on Ctrl+C, and when it is told to leave the cluster.

            Examples:
              actorsync-akka node --config hocon/akka-node.conf
              actorsync-akka node --config hocon/akka-cluster.conf -D akka.remote.dot-netty.tcp.port=4054
            """) { file, CommonOptions.Overrides };
        command.SetAction((parsed, cancellation) => NodeRun.UntilStopped(
            terminal, parsed.GetValue(file)!.FullName, parsed.GetValue(CommonOptions.Overrides)!, "ActorSync.Akka",
            async (settings, said, logs) =>
                await AkkaNodeHost.Start(settings, ActorSystemSettings.Create(said), logs, terminal.Time, cancellation),
            cancellation));
        return command;
    }
}
