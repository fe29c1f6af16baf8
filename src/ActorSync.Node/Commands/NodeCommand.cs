using System.CommandLine;
using ActorSync.Node.Hosting;

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
        command.SetAction((parsed, cancellation) => NodeRun.UntilStopped(
            terminal, parsed.GetValue(file)?.FullName, parsed.GetValue(CommonOptions.Overrides)!, "ActorSync.Node",
            async (settings, _, logs) => await NodeHost.Start(settings, logs, terminal.Time, cancellation), cancellation));
        return command;
    }
}
