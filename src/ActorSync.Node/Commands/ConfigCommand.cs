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
        check.SetAction(parsed => Check(terminal, parsed.GetValue(file)!.FullName, parsed.GetValue(CommonOptions.Overrides)!, parsed.GetValue(CommonOptions.Json)));
        var show = new Command("show", """
            Show any HOCON file resolved, as JSON. ActorSync's own keys, passwords and headers to parties show as ***.

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
        return faults.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static int Show(Terminal terminal, string file)
    {
        try
        {
            var document = HoconDocument.Load(file);
            var value = document.ResolveValue(terminal.Environment.GetValueOrDefault);
            var secrets = value is HoconObject root ? SecretKeys.In(root) : [];
            foreach (var key in secrets) document = HoconDocument.Override($"{key}=\"***\"").WithFallback(document);
            terminal.Line((secrets.Count > 0 ? document.ResolveValue(terminal.Environment.GetValueOrDefault) : value).ToString());
            return ExitCode.Ok;
        }
        catch (HoconException e)
        {
            return terminal.Fault(ExitCode.Failed, string.Join('\n', e.Faults.Select(f => f.Message)));
        }
    }
}
