using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>`submit`: sends a file of submissions, one JSON object a line, to a node.</summary>
internal static class SubmitCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A file with one submission a line (NDJSON); - for standard input" };
        var command = new Command("submit", """
            Send submissions to a node. Sending the same file again is safe.

            Examples:
              actorsync submit registrations.ndjson
              cat registrations.ndjson | actorsync submit - --node http://127.0.0.1:5080 --json
            """) { file, CommonOptions.Node };
        command.SetAction((parsed, cancellation) =>
            Run(terminal, parsed.GetValue(file)!, parsed.GetValue(CommonOptions.Node)!, parsed.GetValue(CommonOptions.Json), cancellation));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string file, Uri node, bool json, CancellationToken cancellation)
    {
        if (file != "-" && !File.Exists(file)) return terminal.Fault(ExitCode.Usage, $"There is no file {file}.");
        using var client = new NodeClient(node, terminal.Environment.GetValueOrDefault(CommonOptions.KeyVariable));
        var sender = new BatchSender(client, terminal.Time, Patience);
        var started = terminal.Time.GetTimestamp();
        await using var lines = file == "-" ? terminal.Input() : File.OpenRead(file);
        var size = file == "-" ? 0 : new FileInfo(file).Length;
        if (json) await Send(lines, sender, cancellation);
        else await ProgressBar.Show(terminal, "submitting", size, async advance =>
        {
            sender.Progress += advance;
            await Send(lines, sender, cancellation);
        });
        var seconds = terminal.Time.GetElapsedTime(started).TotalSeconds;
        if (json) terminal.Json(Summary(sender, seconds));
        else Show(terminal, sender, seconds);
        return sender.Refused.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task Send(Stream lines, BatchSender sender, CancellationToken cancellation)
    {
        var number = 0L;
        await foreach (var line in ByteLines.Read(lines, cancellation))
        {
            number++;
            if (!line.AsSpan().Trim(" \t\r"u8).IsEmpty) await sender.Add(number, line, cancellation);
        }
        await sender.Flush(cancellation);
    }

    private static JsonObject Summary(BatchSender sender, double seconds) => new()
    {
        ["lines"] = sender.Sent,
        ["statuses"] = new JsonObject(sender.Statuses.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value))),
        ["refused"] = RefusedLines.Json(sender.Refused),
        ["seconds"] = Math.Round(seconds, 3),
    };

    private static void Show(Terminal terminal, BatchSender sender, double seconds)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("answer").AddColumn(new TableColumn("lines").RightAligned());
        foreach (var (status, count) in sender.Statuses) table.AddRow(status, $"{count:N0}");
        table.AddRow("[bold]all[/]", $"[bold]{sender.Sent:N0}[/]");
        terminal.Output.Write(table);
        terminal.Output.MarkupLineInterpolated($"{seconds:0.00} s, {sender.Sent / Math.Max(seconds, 0.001):N0} lines a second");
        RefusedLines.Show(terminal.Output, sender.Refused);
    }
}
