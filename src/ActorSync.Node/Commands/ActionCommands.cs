using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>`retry`, `skip`, `release`, `edit`: operators' actions, for one submission or for all that match a filter.</summary>
internal static class ActionCommands
{
    public static IEnumerable<Command> Create(Terminal terminal)
    {
        yield return Create(terminal, OperatorAction.Retry, "Try a parked or waiting-to-retry delivery now, with fresh attempts.");
        yield return Create(terminal, OperatorAction.Skip, "End a delivery without a call.");
        yield return Create(terminal, OperatorAction.Release, "Let a delivery go that is gated, held, or parked for a decision.");
        yield return Create(terminal, OperatorAction.Edit, "Replace the data of a delivery and try it again.");
    }

    private static Command Create(Terminal terminal, OperatorAction action, string what)
    {
        var (name, edits) = (Named.Of(action), action is OperatorAction.Edit);
        var arity = edits ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne;
        var origin = CommonOptions.Id(new Argument<string?>("ORIGIN") { Description = "The party that submitted it", Arity = arity });
        var id = CommonOptions.Id(new Argument<string?>("ID") { Description = "Its id", Arity = arity });
        var to = new Option<string?>("--to") { Description = "Only what goes to this party" };
        var command = new Command(name, what + Examples(action))
        {
            origin, id, to, CommonOptions.By, CommonOptions.Why, CommonOptions.Node,
        };

        var subs = new Option<string?>("--subs") { Description = "For a main meeting: whether its sub-meetings wait or go" };
        subs.AcceptOnlyFromAmong("wait", "go");
        if (action is OperatorAction.Skip) command.Add(subs);
        var data = new Option<string>("--data") { Description = "The whole new record: a JSON object, or @FILE", Required = true };
        if (edits) command.Add(data);
        Option<string?>[] filters = edits ? [] :
        [
            new("--status") { Description = "All with this status" }, new("--party") { Description = "All of or for this party" },
            new("--meeting") { Description = "All for this meeting" }, new("--account") { Description = "All of this account" },
        ];
        foreach (var option in filters) command.Add(option);
        if (!edits) command.Validators.Add(said => NamesOneOrMany(said, origin, id, filters));

        command.SetAction((parsed, cancellation) => Asking.Run(terminal, parsed, async client =>
        {
            var body = new JsonObject { ["by"] = parsed.GetValue(CommonOptions.By), ["why"] = parsed.GetValue(CommonOptions.Why) };
            if (action is OperatorAction.Skip && parsed.GetValue(subs) is { } word) body["subs"] = word;
            if (edits && !TryReadData(parsed.GetValue(data)!, body, out var fault)) return terminal.Fault(ExitCode.Usage, fault);
            if (parsed.GetValue(to) is { } receiver) body["to"] = receiver;
            string path;
            if (parsed.GetValue(id) is { } one) path = $"{Paths.Submission(parsed.GetValue(origin)!, one)}/{name}";
            else (path, body["action"], body["filter"]) = (Paths.Actions, name, Filter(parsed, filters));

            return Show(terminal, await client.Post(path, body, "done", cancellation), parsed.GetValue(CommonOptions.Json));
        }));
        return command;
    }

    private static string Examples(OperatorAction action) => action switch
    {
        OperatorAction.Edit => "\n\nExample:\n  actorsync edit B reg-4711 --why \"badge was wrong\" --data @record.json",
        OperatorAction.Skip => "\n\nExamples:\n  actorsync skip B reg-4711 --why \"not coming\" --subs go"
            + "\n  actorsync skip --status parked --to C --why \"closed meeting\"",
        _ => $"\n\nExamples:\n  actorsync {Named.Of(action)} B reg-4711 --why \"C is fixed\""
            + $"\n  actorsync {Named.Of(action)} --status parked --to C --why \"C is fixed\"",
    };

    /// <summary>Refuses what would have to be ignored: an action on more than was meant cannot be taken back.</summary>
    private static void NamesOneOrMany(CommandResult said, Argument<string?> origin, Argument<string?> id, Option<string?>[] filters)
    {
        var filter = string.Join(", ", filters.Where(f => said.GetValue(f) is not null).Select(f => f.Name));
        if (said.GetValue(origin) is { } lone && said.GetValue(id) is null)
            said.AddError($"ORIGIN without ID: expected both, for one submission, or {Names(filters)} for many, found {lone} alone");
        else if (said.GetValue(id) is { } one && filter.Length > 0)
            said.AddError(
                $"ORIGIN and ID name one submission: expected no {filter}, found both {said.GetValue(origin)} {one} and {filter}");
        else if (said.GetValue(id) is null && filter.Length == 0)
            said.AddError($"Name a submission by ORIGIN and ID, or many by {Names(filters)}.");
    }

    private static string Names(Option<string?>[] filters) => string.Join(", ", filters.Select(f => f.Name));

    private static JsonObject Filter(ParseResult parsed, Option<string?>[] filters) => new(
        from option in filters
        let value = parsed.GetValue(option)
        where value is not null
        select KeyValuePair.Create(option.Name.TrimStart('-'), (JsonNode?)value));

    private static bool TryReadData(string said, JsonObject body, out string fault)
    {
        fault = "";
        try
        {
            var text = said.StartsWith('@') ? File.ReadAllText(said[1..]) : said;
            body["data"] = JsonNode.Parse(text);
            // Half of a character, as \ud800, is found only when it is written.
            _ = body.ToJsonString();
            return true;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or ArgumentException
            or InvalidOperationException)
        {
            fault = $"--data: {e.Message}";
            return false;
        }
    }

    private static int Show(Terminal terminal, NodeAnswer answer, bool json)
    {
        if (!answer.Ok) return terminal.Fault(ExitCode.Failed, answer.Problem);
        var said = answer.Shown!;
        // Only texts are kept from being read as markup.
        var action = $"{said["action"]}";
        var notDone = said["notDone"]?.AsArray() ?? [];
        var more = (bool?)said["more"] ?? false;
        if (json) terminal.Json(answer.Body);
        else if (said["matched"] is { } matched)
        {
            terminal.Output.MarkupLineInterpolated($"{action}: [green]{$"{said["done"]} done"}[/] of {$"{matched}"} matched");
            if (more) terminal.Output.MarkupLine("  [yellow]more match: run it again[/]");
            foreach (var n in notDone)
                terminal.Output.MarkupLineInterpolated($"  [yellow]{$"{n!["origin"]}/{n["id"]} to {n["to"]}"}[/] {$"{n["why"]}"}");
        }
        else
            foreach (var d in said["done"]!.AsArray())
                terminal.Output.MarkupLineInterpolated($"{action}: [green]{$"{d!["origin"]}/{d["id"]} to {d["to"]}"}[/]");
        return notDone.Count == 0 && !more ? ExitCode.Ok : ExitCode.Failed;
    }
}
