using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>`retry`, `skip`, `release`, `edit`: operators' actions, for one submission or for all that match a filter.</summary>
internal static class ActionCommands
{
    public static IEnumerable<Command> Create(Terminal terminal)
    {
        yield return Create(terminal, "retry", "Try a parked or waiting-to-retry delivery now, with fresh attempts.");
        yield return Create(terminal, "skip", "End a delivery without a call.");
        yield return Create(terminal, "release", "Let a delivery go that is gated, held, or parked for a decision.");
        yield return Create(terminal, "edit", "Replace the data of a delivery and try it again.");
    }

    private static Command Create(Terminal terminal, string action, string what)
    {
        var edits = action == "edit";
        var origin = new Argument<string?>("ORIGIN") { Description = "The party that submitted it", Arity = edits ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne };
        var id = new Argument<string?>("ID") { Description = "Its id", Arity = edits ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne };
        var to = new Option<string?>("--to") { Description = "Only the delivery to this party" };
        var command = new Command(action, what + Examples(action)) { origin, id, to, CommonOptions.By, CommonOptions.Why, CommonOptions.Node };

        var subs = new Option<string?>("--subs") { Description = "For a main meeting: whether its sub-meetings wait or go" };
        subs.AcceptOnlyFromAmong("wait", "go");
        if (action == "skip") command.Add(subs);
        var data = new Option<string>("--data") { Description = "The whole new record: a JSON object, or @FILE", Required = true };
        if (edits) command.Add(data);
        var status = new Option<string?>("--status") { Description = "All with this status" };
        var party = new Option<string?>("--party") { Description = "All of or for this party" };
        var meeting = new Option<string?>("--meeting") { Description = "All for this meeting" };
        var account = new Option<string?>("--account") { Description = "All of this account" };
        if (!edits) foreach (var option in new[] { status, party, meeting, account }) command.Add(option);

        command.SetAction((parsed, cancellation) => Asking.Run(terminal, parsed, async client =>
        {
            var body = new JsonObject { ["by"] = parsed.GetValue(CommonOptions.By), ["why"] = parsed.GetValue(CommonOptions.Why) };
            if (action == "skip" && parsed.GetValue(subs) is { } word) body["subs"] = word;
            if (edits && !TryReadData(parsed.GetValue(data)!, body, out var fault)) return terminal.Fault(ExitCode.Usage, fault);
            string path;
            if (parsed.GetValue(id) is { } one)
            {
                path = $"{Paths.Submission(parsed.GetValue(origin)!, one)}/{action}";
                if (parsed.GetValue(to) is { } receiver) body["to"] = receiver;
            }
            else if (edits || Filter(("status", parsed.GetValue(status)), ("party", parsed.GetValue(party)), ("meeting", parsed.GetValue(meeting)), ("account", parsed.GetValue(account))) is not { Count: > 0 } filter)
                return terminal.Fault(ExitCode.Usage, "Name a submission by ORIGIN and ID, or many by --status, --party, --meeting, --account.");
            else (path, body["action"], body["filter"]) = (Paths.Actions, action, filter);

            return Show(terminal, await client.Post(path, body, "done", cancellation), parsed.GetValue(CommonOptions.Json));
        }));
        return command;
    }

    private static string Examples(string action) => action switch
    {
        "edit" => "\n\nExample:\n  actorsync edit B reg-4711 --why \"badge was wrong\" --data @record.json",
        "skip" => "\n\nExamples:\n  actorsync skip B reg-4711 --why \"not coming\" --subs go\n  actorsync skip --status parked --party C --why \"closed meeting\"",
        _ => $"\n\nExamples:\n  actorsync {action} B reg-4711 --why \"C is fixed\"\n  actorsync {action} --status parked --party C --why \"C is fixed\"",
    };

    private static JsonObject Filter(params (string Name, string? Value)[] said) =>
        new(said.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, (JsonNode?)f.Value)));

    private static bool TryReadData(string said, JsonObject body, out string fault)
    {
        fault = "";
        try
        {
            var text = said.StartsWith('@') ? File.ReadAllText(said[1..]) : said;
            body["data"] = JsonNode.Parse(text);
            return true;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            fault = $"--data: {e.Message}";
            return false;
        }
    }

    private static int Show(Terminal terminal, NodeAnswer answer, bool json)
    {
        if (!answer.Ok) return terminal.Fault(ExitCode.Failed, answer.Problem);
        // Only texts are kept from being read as markup.
        var action = $"{answer.Body!["action"]}";
        var notDone = answer.Body!["notDone"]?.AsArray() ?? [];
        if (json) terminal.Json(answer.Body);
        else if (answer.Body["matched"] is { } matched)
        {
            terminal.Output.MarkupLineInterpolated($"{action}: [green]{$"{answer.Body["done"]} done"}[/] of {$"{matched}"} matched");
            foreach (var n in notDone) terminal.Output.MarkupLineInterpolated($"  [yellow]{$"{n!["origin"]}/{n["id"]}"}[/] {$"{n["why"]}"}");
        }
        else foreach (var d in answer.Body["done"]!.AsArray()) terminal.Output.MarkupLineInterpolated($"{action}: [green]{$"{d!["origin"]}/{d["id"]} to {d["to"]}"}[/]");
        return notDone.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }
}
