using System.CommandLine;

namespace ActorSync.Node.Commands;

/// <summary>The command line, as a library: `Main` only wires it to the console.</summary>
internal static class CommandLine
{
    public static Task<int> Run(string[] args, Terminal terminal, InvocationConfiguration? invocation = null) =>
        Run(args, terminal, "actorsync", NodeCommand.Create(terminal), invocation);

    /// <param name="args">As typed.</param>
    /// <param name="terminal">Where from and to.</param>
    /// <param name="name">What the program is called, whatever file it is started from.</param>
    /// <param name="node">The command that runs a node.</param>
    /// <param name="invocation">How commands are run; null: as this product does.</param>
    public static async Task<int> Run(
        string[] args, Terminal terminal, string name, Command node, InvocationConfiguration? invocation = null)
    {
        var root = new RootCommand("""
            ActorSync keeps copies of registrations in step: ordered, durable, explained.

            Exit codes: 0 all is well; 1 the command ran, and not all is well; 2 the command line or the configuration is wrong; 3 no node answered.
            """)
        {
            node, SimulateCommand.Create(terminal), DemoCommand.Create(terminal), SubmitCommand.Create(terminal),
            StatusCommand.Create(terminal), ShowAccountCommand.Create(terminal), ParkedCommand.Create(terminal),
            ConfigCommand.Create(terminal), LoadCommand.Create(terminal),
        };
        root.HelpName = name;
        foreach (var action in ActionCommands.Create(terminal)) root.Add(action);
        root.Add(CommonOptions.Json);
        // An argument that begins with @ means what its command says; the library would read it as a file of further arguments.
        var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) terminal.Fault(ExitCode.Usage, error.Message);
            return terminal.Fault(ExitCode.Usage, "See --help.");
        }
        if (terminal.Environment.GetValueOrDefault(CommonOptions.KeyVariable, "").Any(c => c is < '!' or > '~'))
            return terminal.Fault(ExitCode.Usage, $"{CommonOptions.KeyVariable}: expected printable ASCII characters without blanks");
        // Never disposed: a signal may still be on its way to it.
        var stop = new CancellationTokenSource();
        var (terminate, interrupt) = Stopping.OnSignals(stop);
        using (terminate)
        using (interrupt)
            return await Run(parsed, terminal, invocation ?? new(), stop.Token);
    }

    private static async Task<int> Run(ParseResult parsed, Terminal terminal, InvocationConfiguration invocation, CancellationToken stop)
    {
        // The library's own handling of signals would end a node in the middle of its drain.
        (invocation.EnableDefaultExceptionHandler, invocation.ProcessTerminationTimeout) = (false, null);
        using var limit = FileSizeLimit.Outlive();
        try
        {
            return await parsed.InvokeAsync(invocation, stop);
        }
        catch (NodeUnreachableException e)
        {
            return terminal.Fault(ExitCode.Unreachable, e.Message);
        }
        catch (NodeRefusedException e)
        {
            return terminal.Fault(ExitCode.Failed, e.Message);
        }
        catch (TimeoutException e)
        {
            return terminal.Fault(ExitCode.Unreachable, e.Message);
        }
        catch (OperationCanceledException)
        {
            return terminal.Fault(ExitCode.Failed, "Cancelled.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What it had to say cannot be written, or a file cannot be read: the machine's trouble, and no defect to show a stack of.
            return terminal.Fault(ExitCode.Failed, e.Message);
        }
    }
}
