using System.CommandLine;
using System.Text.Json.Nodes;
using ActorSync.Hocon;
using ActorSync.Node.Configuration;

namespace ActorSync.Node.Commands;

/// <summary>`config check` and `config show`.</summary>
internal static class ConfigCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A HOCON file" };
        var check = new Command("check", """
            Check a node's configuration: all faults at once, each with file, line and column.

            Example:
              actorsync config check hocon/node.conf
            """) { file, CommonOptions.Overrides };
        check.SetAction(parsed => Check(
            terminal, parsed.GetValue(file)!.FullName, parsed.GetValue(CommonOptions.Overrides)!, parsed.GetValue(CommonOptions.Json)));
        var show = new Command("show", """
            Show any HOCON file resolved, as JSON. Keys, passwords and headers show as ***, also inside connection strings.

            Example:
              actorsync config show hocon/node.conf
            """) { file };
        show.SetAction(parsed => Show(terminal, parsed.GetValue(file)!.FullName));
        return new("config", "Look at configuration files.") { check, show };
    }

    private static int Check(Terminal terminal, string file, string[] overrides, bool json)
    {
        List<string> unused = [];
        IReadOnlyList<string> faults = [];
        try
        {
            NodeConfiguration.Read(file, overrides, terminal.Environment, unused);
        }
        catch (HoconException e)
        {
            faults = [.. e.Faults.Select(f => f.Message)];
        }
        if (json)
            terminal.Json(new JsonObject
            {
                ["ok"] = faults.Count == 0,
                ["faults"] = new JsonArray([.. faults.Select(f => (JsonNode)f)]),
                ["unusedVariables"] = new JsonArray([.. unused.Select(v => (JsonNode)v)]),
            });
        else
        {
            foreach (var fault in faults) terminal.Line(fault);
            foreach (var variable in unused) terminal.Line($"warning: the environment variable {variable} names no key");
            terminal.Line(faults.Count == 0 ? $"{file}: no faults" : $"{file}: {faults.Count} {(faults.Count == 1 ? "fault" : "faults")}");
        }
        return faults.Count == 0 ? ExitCode.Ok : ExitCode.Usage;
    }

    private static int Show(Terminal terminal, string file)
    {
        try
        {
            var document = HoconDocument.Load(file);
            var value = document.ResolveValue(terminal.Environment.GetValueOrDefault);
            // Hidden before they are resolved, secrets are hidden wherever they are used.
            var hidden = value is HoconObject root ? Secrets.Hide(root) : [];
            foreach (var assignment in hidden) document = HoconDocument.Override(assignment).WithFallback(document);
            terminal.Line((hidden.Count > 0 ? document.ResolveValue(terminal.Environment.GetValueOrDefault) : value).ToString());
            return ExitCode.Ok;
        }
        catch (HoconException e)
        {
            return terminal.Fault(ExitCode.Usage, string.Join('\n', e.Faults.Select(f => f.Message)));
        }
    }
}
