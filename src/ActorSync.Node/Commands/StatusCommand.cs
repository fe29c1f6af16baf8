using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>`status`: where one submission is, why, and what unblocks it.</summary>
internal static class StatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var origin = CommonOptions.Id(new Argument<string>("ORIGIN") { Description = "The party that submitted it" });
        var id = CommonOptions.Id(new Argument<string>("ID") { Description = "Its id" });
        var command = new Command("status", """
            Show where a submission is, why, and what unblocks it.

            Example:
              actorsync status B reg-4711
            """) { origin, id, CommonOptions.Node };
        command.SetAction((parsed, cancellation) => Asking.Run(terminal, parsed, async client =>
        {
            var answer = await client.Get(Paths.Submission(parsed.GetValue(origin)!, parsed.GetValue(id)!), "status", cancellation);
            if (!answer.Ok) return terminal.Fault(ExitCode.Failed, answer.Problem);
            if (parsed.GetValue(CommonOptions.Json)) terminal.Json(answer.Body);
            else Show(terminal.Output, answer.Shown!.AsObject());
            return ExitCode.Ok;
        }));
        return command;
    }

    private static void Show(IAnsiConsole output, JsonObject s)
    {
        var deliveries = s["deliveries"]?.AsArray() ?? [];
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, key) in new[]
        {
            ("submission", ""), ("account", "account"), ("meeting", "meeting"), ("main meeting", "mainMeeting"),
            ("operation", "operation"), ("revision", "revision"), ("received", "receivedAt"), ("to", "to"), ("status", "status"),
            ("reason", "reason"), ("unblocks", "unblocks"), ("next looked at", "nextDue"), ("attempts", "attempts"), ("trace", "trace"),
        })
        {
            var value = key.Length == 0 ? $"{s["origin"]}/{s["id"]}" : s[key]?.ToString();
            if (value is not null) grid.AddRow(new Markup($"[grey]{name}[/]"), name == "status" ? Colours.Status(value) : new Text(value));
        }
        output.Write(grid);
        foreach (var delivery in deliveries)
        {
            // Of a single one the rows above have said all this.
            if (deliveries.Count > 1) output.MarkupLineInterpolated($"{DeliveryLine.Of(delivery!)}");
            foreach (var a in delivery!["attempts"]!.AsArray())
            {
                var attempt = $"attempt {a!["number"]} at {a["startedAt"]} to {delivery["to"]}:";
                var outcome = $"{a["result"]} {a["code"]} {a["detail"]}";
                var took = a["tookMilliseconds"]!.GetValue<double>();
                output.MarkupLineInterpolated($"  [grey]{attempt}[/] {outcome} [grey]({took:0.0} ms)[/]");
            }
        }
    }
}
