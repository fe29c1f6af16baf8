using System.CommandLine;
using System.Runtime.ExceptionServices;
using ActorSync.Hocon;
using ActorSync.Node.Hosting;
using ActorSync.Node.Load;
using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>`load`: puts a node under load in bursts, measures it, and judges what came of it.</summary>
internal static class LoadCommand
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PlainFrame = TimeSpan.FromSeconds(2);

    public static Command Create(Terminal terminal)
    {
        var options = new LoadOptions();
        var command = new Command("load", $"""
            Send registrations to a node in bursts, receive them as its party, and show how long everything took and whether
            all of it is right. Without --node it starts a node of its own. With --node, the node's configuration has to name the
            receiver's address as that of the party --to; an API key is taken from {CommonOptions.KeyVariable}.
            Exit code 1 if anything is wrong.

            Examples:
              actorsync load
              actorsync load --steps 1000,10000 --shape shuffled,doubled=20,gated=30,echoed=50,error=10,cut=2 --html load.html
              actorsync load --node http://127.0.0.1:5080 --receiver http://127.0.0.1:5090 --out load.json
              actorsync load --samples load.jtl
            """);
        foreach (var option in options.All) command.Add(option);
        command.SetAction((parsed, cancellation) => Run(terminal, options, parsed, cancellation));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, LoadOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        var key = terminal.Environment.GetValueOrDefault(CommonOptions.KeyVariable);
        if (options.Read(parsed, key, out var fault) is not { } settings) return terminal.Fault(ExitCode.Usage, fault);
        var json = parsed.GetValue(CommonOptions.Json);
        using var logs = NodeLogging.Create(LogLevel.Error, json: false);
        var run = new LoadRun(settings, logs, terminal.Time);
        try
        {
            using var files = new LoadFiles(options.Out(parsed), options.Html(parsed), options.Samples(parsed));
            run.Finished += (_, number, watch) => files.Append(LoadSamples.Of(watch, number, settings.Senders));
            if (!json && !terminal.Output.Profile.Capabilities.Interactive)
                run.Finished += (step, _, _) => terminal.Line(
                    $"{step.Size:N0} submissions in {step.Took.TotalSeconds:0.00} s, {(step.IsRight ? "all right" : "NOT all right")}");
            var work = run.Run(cancellation);
            if (!json) await Follow(terminal, run, work);
            var result = await work;
            var faults = files.Write(result);
            if (json) terminal.Json(LoadJson.Of(result));
            else LoadTables.Show(terminal.Output, result);
            foreach (var unwritten in faults) terminal.Fault(ExitCode.Failed, unwritten);
            // What was measured until then is shown; how it ended is said as by any command.
            if (result.Interruption is { } why) ExceptionDispatchInfo.Throw(why);
            return result.IsRight && faults.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
        }
        catch (HoconException e)
        {
            return terminal.Fault(ExitCode.Usage, string.Join('\n', e.Faults.Select(f => f.Message)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Fault(ExitCode.Failed, e.Message);
        }
    }

    /// <summary>Shows how far it is. What the work fails with is for whoever awaits it.</summary>
    private static async Task Follow(Terminal terminal, LoadRun run, Task work)
    {
        if (!terminal.Output.Profile.Capabilities.Interactive)
        {
            while (await Task.WhenAny(work, Task.Delay(PlainFrame, terminal.Time)) != work)
                if (run.Current is { } step)
                    terminal.Line($"  {step.Samples.Length:N0}: {step.Answered} answered, {step.Acknowledged} at the receiver, "
                        + $"{step.Calls} calls");
            return;
        }
        await terminal.Output.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var (answered, arrived) = (context.AddTask("answered"), context.AddTask("at the receiver"));
                while (!work.IsCompleted)
                {
                    if (run.Current is { } step)
                    {
                        (answered.MaxValue, answered.Value, answered.Description) =
                            (step.Samples.Length, step.Answered, $"{step.Samples.Length,7:N0}: answered        {step.Answered,7:N0}");
                        (arrived.MaxValue, arrived.Value, arrived.Description) =
                            (step.Samples.Length, step.Acknowledged, $"         at the receiver {step.Acknowledged,7:N0}");
                    }
                    await Task.WhenAny(work, Task.Delay(Frame, terminal.Time));
                }
            });
    }
}
