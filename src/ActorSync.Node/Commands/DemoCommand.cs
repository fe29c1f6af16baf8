using System.CommandLine;
using System.Text.Json.Nodes;
using ActorSync.Node.Demo;
using ActorSync.Node.Hosting;
using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>`demo`: a whole deployment in one process, fed with registrations in every wrong order.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PlainFrame = TimeSpan.FromSeconds(2);

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<FileInfo?>("FILE")
        {
            Description = "Submissions from B, one a line; without it the registrations of a made-up forum",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var trouble = new Option<bool>("--trouble") { Description = "Let the receiver fail now and then: errors, hangs, cut connections" };
        var command = new Command("demo", """
            Start a node on a temporary store between two simulated parties, feed it, and show what came of it.
            Exit code 1 if anything is wrong.

            Examples:
              actorsync demo
              actorsync demo --trouble
              actorsync demo registrations.ndjson --json
            """) { file, trouble };
        command.SetAction((parsed, cancellation) =>
            Run(terminal, parsed.GetValue(file)?.FullName, parsed.GetValue(trouble), parsed.GetValue(CommonOptions.Json), cancellation));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string? path, bool trouble, bool json, CancellationToken cancellation)
    {
        DemoFile file;
        try
        {
            file = DemoFile.Read(path, DemoRun.Parties, terminal.Time.GetUtcNow());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Fault(ExitCode.Usage, e.Message);
        }
        using var logs = NodeLogging.Create(LogLevel.Error, json: false);
        var run = new DemoRun(logs, terminal.Time);
        if (!json) Announce(terminal.Output, file.Lines.Length, file.Name);
        var work = run.Run(file, trouble, cancellation);
        if (!json) await Follow(terminal, run, file.Lines.Length, work);
        var result = await work;
        if (json) terminal.Json(AsJson(result));
        else Show(terminal.Output, result);
        return result.IsRight ? ExitCode.Ok : ExitCode.Failed;
    }

    private static void Announce(IAnsiConsole output, int lines, string name) => output.MarkupLineInterpolated(
        $"[bold]B[/] reports {lines:N0} lines of {name}; the node brings them to [bold]C[/] in order; C echoes what it takes over.");

    private static async Task Follow(Terminal terminal, DemoRun run, int lines, Task work)
    {
        if (!terminal.Output.Profile.Capabilities.Interactive)
        {
            while (await Task.WhenAny(work, Task.Delay(PlainFrame, terminal.Time)) != work)
                terminal.Line($"  {run.Counts.Received} received, {run.Counts.Delivered} delivered, {run.Counts.Attempts} calls");
            return;
        }
        await terminal.Output.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var received = context.AddTask("received", maxValue: lines);
                var delivered = context.AddTask("delivered", maxValue: lines);
                while (!work.IsCompleted)
                {
                    received.Value = run.Counts.Received;
                    received.Description = $"received  {run.Counts.Received,7:N0}";
                    delivered.Value = run.Counts.Delivered;
                    delivered.Description = $"delivered {run.Counts.Delivered,7:N0}";
                    await Task.WhenAny(work, Task.Delay(Frame, terminal.Time));
                }
            });
    }

    private static void Show(IAnsiConsole output, DemoResult r)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("what").AddColumn(new TableColumn("how many").RightAligned()).AddColumn("meaning");
        void Row(string what, long count, string meaning, bool? right = null) => table.AddRow(
            new Text(what),
            new Markup(right switch { null => $"{count:N0}", true => $"[green]{count:N0}[/]", false => $"[red]{count:N0}[/]" }),
            new Markup($"[grey]{Markup.Escape(meaning)}[/]"));

        Row("received", r.Lines, "lines that B reported");
        Row("refused", r.Refused, "lines that were no valid submission", r.Refused == 0);
        Row("delivered", r.Of(Status.Done), "taken over by C");
        Row("duplicates", r.Redelivered + r.Of(Status.Duplicate), "reported before");
        Row("outdated", r.Of(Status.Stale), "an older revision, or a late echo");
        Row("superseded", r.Of(Status.Superseded), "replaced by a newer revision before they left");
        Row("cancelled", r.Of(Status.Cancelled), "ended without a call");
        Row("unchanged", r.Of(Status.Unchanged), "C held that content already");
        Row("gated", r.Gated, "sub-meetings that waited for their main meeting");
        Row("parked", r.Of(Status.Parked), "their main meeting never came");
        Row("open", r.Open, "without an outcome", r.Open == 0);
        Row("calls to C", r.Attempts, "attempts, repeats included");
        Row("echoes", r.Echoes, "reports of C about what it was sent");
        Row("calls to B", r.CallsBack, "what the echoes led to", r.CallsBack == 0);
        Row("order violations", r.Violations, "seen by C", r.Violations == 0);
        if (r.RecordsAsExpected is { } right)
            Row("records at C", r.Records, right ? "each is its newest report" : "NOT what B reported", right);
        output.Write(table);
        output.MarkupLineInterpolated(
            $"{r.Time.TotalSeconds:0.00} s to the last delivery, {r.Lines / Math.Max(r.Time.TotalSeconds, 0.001):N0} lines a second");
        RefusedLines.Show(output, r.FirstRefused);
        output.MarkupLine(r.IsRight ? "[green]Everything is right.[/]" : "[red]Something is wrong.[/]");
    }

    private static JsonObject AsJson(DemoResult r) => new()
    {
        ["right"] = r.IsRight, ["received"] = r.Lines, ["refused"] = r.Refused, ["delivered"] = r.Of(Status.Done),
        ["duplicates"] = r.Redelivered + r.Of(Status.Duplicate), ["outdated"] = r.Of(Status.Stale),
        ["superseded"] = r.Of(Status.Superseded), ["cancelled"] = r.Of(Status.Cancelled), ["unchanged"] = r.Of(Status.Unchanged),
        ["gated"] = r.Gated, ["parked"] = r.Of(Status.Parked), ["open"] = r.Open,
        ["callsToC"] = r.Attempts, ["callsToB"] = r.CallsBack, ["echoes"] = r.Echoes, ["orderViolations"] = r.Violations,
        ["records"] = r.Records, ["recordsAsExpected"] = r.RecordsAsExpected, ["seconds"] = Math.Round(r.Time.TotalSeconds, 3),
        ["perSecond"] = Math.Round(r.Lines / Math.Max(r.Time.TotalSeconds, 0.001)),
        ["refusedLines"] = RefusedLines.Json(r.FirstRefused),
    };
}
