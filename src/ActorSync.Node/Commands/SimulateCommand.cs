using System.CommandLine;
using ActorSync.Node.Simulation;

namespace ActorSync.Node.Commands;

/// <summary>`simulate`: runs a party that keeps the party contract, fails on request, and reports what it saw.</summary>
internal static class SimulateCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new SimulateOptions();
        var command = new Command("simulate", """
            Run a simulated party until stopped. It reports what it saw at GET /report, what it holds at GET /records, and
            takes other faults while it runs at PUT /faults.

            Examples:
              actorsync simulate --name C --listen http://127.0.0.1:5090 --echo http://127.0.0.1:5080
              actorsync simulate --error-percent 20 --hang-after-percent 5 --cut-after-percent 5 --hang 30s
            """);
        foreach (var option in options.All) command.Add(option);
        command.SetAction((parsed, cancellation) => Run(terminal, options, parsed, cancellation));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, SimulateOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        var key = terminal.Environment.GetValueOrDefault(CommonOptions.KeyVariable);
        if (options.Read(parsed, key, out var fault) is not { } settings) return terminal.Fault(ExitCode.Usage, fault);
        if (settings.Check() is { Count: > 0 } faults)
            return terminal.Fault(ExitCode.Usage, string.Join('\n', faults.Select(f => $"{f.Pointer}: {f.Detail}")));
        try
        {
            await using var party = await SimulatedParty.Start(settings, terminal.Time);
            terminal.Line($"{settings.Name} listens on {party.Url}");
            await Stopping.Wait(cancellation);
            var report = party.Report(received: 0);
            terminal.Line($"{report.Calls} calls, {report.Violations} order violations");
            return report.Violations == 0 ? ExitCode.Ok : ExitCode.Failed;
        }
        catch (IOException e)
        {
            return terminal.Fault(ExitCode.Failed, e.Message);
        }
    }
}
