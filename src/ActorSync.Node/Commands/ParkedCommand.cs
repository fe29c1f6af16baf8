using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>`parked`: what waits for a person.</summary>
internal static class ParkedCommand
{
    private const int PageSize = 500;
    private static readonly string[] Statuses = ["parked", "conflict"];

    public static Command Create(Terminal terminal)
    {
        var party = new Option<string?>("--party") { Description = "Only what this party reported or is to receive" };
        var limit = CommonOptions.Whole("--limit", "Rows shown, at most", 100, least: 1);
        var command = new Command("parked", """
            List what is parked or in conflict, newest first: what waits for a person.

            Examples:
              actorsync parked
              actorsync parked --party C --json
            """) { party, limit, CommonOptions.Node };
        command.SetAction((parsed, cancellation) => Asking.Run(terminal, parsed, async client =>
        {
            List<JsonNode> all = [];
            var more = false;
            foreach (var status in Statuses)
            {
                var (fault, left) = await Read(client, all, status, parsed.GetValue(party), parsed.GetValue(limit), cancellation);
                if (fault is not null) return terminal.Fault(ExitCode.Failed, fault);
                more |= left;
            }
            more |= all.Count > parsed.GetValue(limit);
            JsonNode[] newest = [.. all.OrderByDescending(r => (DateTimeOffset)r["receivedAt"]!).Take(parsed.GetValue(limit))];
            if (parsed.GetValue(CommonOptions.Json)) terminal.Json(new JsonObject { ["parked"] = new JsonArray(newest), ["more"] = more });
            else Show(terminal.Output, [.. newest.Select(row => Legible.Of(row)!)], more);
            return ExitCode.Ok;
        }));
        return command;
    }

    /// <summary>Adds the newest rows with a status, as many as are shown if the other status has none.</summary>
    /// <returns>What went wrong, if anything; and whether the status has more rows.</returns>
    private static async Task<(string? Fault, bool More)> Read(
        NodeClient client, List<JsonNode> all, string status, string? party, int limit, CancellationToken cancellation)
    {
        string? cursor = null;
        var left = limit;
        do
        {
            var query = $"?status={status}&limit={Math.Min(PageSize, left)}"
                + (party is null ? "" : $"&party={Uri.EscapeDataString(party)}") + (cursor is null ? "" : $"&cursor={cursor}");
            var answer = await client.Get(Paths.Submissions + query, "submissions", cancellation);
            if (!answer.Ok) return (answer.Problem, false);
            foreach (var row in answer.Body!["submissions"]!.AsArray()) all.Add(row!.DeepClone());
            left -= answer.Body["submissions"]!.AsArray().Count;
            cursor = (string?)answer.Body["cursor"];
        }
        while (cursor is not null && left > 0);
        return (null, cursor is not null);
    }

    private static void Show(IAnsiConsole output, JsonNode[] rows, bool more)
    {
        if (rows.Length == 0)
        {
            output.MarkupLine("[green]Nothing is parked.[/]");
            return;
        }
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("submission").AddColumn("account").AddColumn("meeting")
            .AddColumn("to").AddColumn("reason").AddColumn("unblocks");
        foreach (var r in rows)
            table.AddRow(
                new Text($"{r["origin"]}/{r["id"]}"), new Text($"{r["account"]}"), new Text($"{r["meeting"]}"),
                new Text($"{r["to"]}"), new Text($"{r["reason"]}"), new Text($"{r["unblocks"]}"));
        output.Write(table);
        if (more) output.MarkupLineInterpolated($"[yellow]These are the newest {rows.Length:N0}; --limit shows more.[/]");
    }
}
