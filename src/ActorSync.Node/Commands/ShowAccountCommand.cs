using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>`account`: everything about one account.</summary>
internal static class ShowAccountCommand
{
    public static Command Create(Terminal terminal)
    {
        var account = CommonOptions.Id(new Argument<string>("ACCOUNT") { Description = "The account" });
        var command = new Command("account", """
            Show an account: what each party holds, what is open and why, and everything that has happened.

            Example:
              actorsync account acc-20261120-00042
            """) { account, CommonOptions.Node };
        command.SetAction((parsed, cancellation) => Asking.Run(terminal, parsed, async client =>
        {
            var answer = await Read(client, parsed.GetValue(account)!, cancellation);
            if (!answer.Ok) return terminal.Fault(ExitCode.Failed, answer.Problem);
            if (parsed.GetValue(CommonOptions.Json)) terminal.Json(answer.Body);
            else Show(terminal.Output, answer.Shown!.AsObject());
            return ExitCode.Ok;
        }));
        return command;
    }

    /// <summary>The account with its whole timeline, of which the node tells a page at a time.</summary>
    private static async Task<NodeAnswer> Read(NodeClient client, string account, CancellationToken cancellation)
    {
        JsonArray timeline = [];
        for (var path = Paths.Account(account); ;)
        {
            var answer = await client.Get(path, "registrations", cancellation);
            if (!answer.Ok) return answer;
            foreach (var entry in answer.Body!["timeline"]!.AsArray()) timeline.Add(entry!.DeepClone());
            if (answer.Body["after"] is not { } after)
            {
                answer.Body["timeline"] = timeline;
                return answer;
            }
            path = $"{Paths.Account(account)}?after={after}";
        }
    }

    private static void Show(IAnsiConsole output, JsonObject account)
    {
        var registrations = new Table().Border(TableBorder.Rounded).Title("registrations")
            .AddColumn("meeting").AddColumn("reported").AddColumn("held").AddColumn("open");
        foreach (var r in account["registrations"]!.AsArray())
            registrations.AddRow(
                new Text($"{r!["meeting"]}"),
                new Text(Lines(r["reports"]!, x => $"{x["party"]} revision {x["revision"]}")),
                new Text(Lines(r["holdings"]!, x => $"{x["party"]} "
                    + (x["done"]!.GetValue<bool>() ? "holds it" : x["content"] is null ? "unknown" : "cancelled")
                    + (x["uncertain"]!.GetValue<bool>() ? ", uncertain" : ""))),
                new Text(Lines(r["deliveries"]!, DeliveryLine.Of)));
        output.Write(registrations);

        var timeline = new Table().Border(TableBorder.Rounded).Title("timeline").AddColumn("at").AddColumn("what").AddColumn("which");
        foreach (var (at, what, which) in Timeline.Lines(account["timeline"]!.AsArray()))
            timeline.AddRow(new Text(at), new Text(what), new Text(which));
        output.Write(timeline);
    }

    private static string Lines(JsonNode list, Func<JsonNode, string> line) =>
        string.Join('\n', list.AsArray().Select(x => line(x!).TrimEnd()));
}
