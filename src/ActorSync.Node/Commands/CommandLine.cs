using System.CommandLine;

namespace ActorSync.Node.Commands;

/// <summary>The command line, as a library: `Main` only wires it to the console.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] args, Terminal terminal, InvocationConfiguration? invocation = null)
    {
        var root = new RootCommand("ActorSync keeps copies of registrations in step: ordered, durable, explained.")
        {
            NodeCommand.Create(terminal), SimulateCommand.Create(terminal), DemoCommand.Create(terminal), SubmitCommand.Create(terminal),
            StatusCommand.Create(terminal), AccountCommand.Create(terminal), ParkedCommand.Create(terminal), ConfigCommand.Create(terminal),
        };
        foreach (var action in ActionCommands.Create(terminal)) root.Add(action);
        root.Add(CommonOptions.Json);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) terminal.Fault(ExitCode.Usage, error.Message);
            return terminal.Fault(ExitCode.Usage, "See --help.");
        }
        try
        {
            return await parsed.InvokeAsync(invocation ?? new() { EnableDefaultExceptionHandler = false });
        }
        catch (NodeUnreachableException e)
        {
            return terminal.Fault(ExitCode.Unreachable, e.Message);
        }
        catch (TimeoutException e)
        {
            return terminal.Fault(ExitCode.Unreachable, e.Message);
        }
        catch (OperationCanceledException)
        {
            return terminal.Fault(ExitCode.Failed, "Cancelled.");
        }
    }
}
