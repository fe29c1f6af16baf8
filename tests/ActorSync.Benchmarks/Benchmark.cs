using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorSync.Node.Commands;
using ActorSync.Node.Configuration;

namespace ActorSync.Benchmarks;

/// <summary>What all benchmarks have in common as commands: tables for people or one JSON document, and an exit code.</summary>
internal static class Benchmark
{
    /// <param name="name">Of the command.</param>
    /// <param name="description">What it measures, beside what.</param>
    /// <param name="options">In the order of its help.</param>
    /// <param name="measure">Does it.</param>
    public static Command Command(
        string name, string description, IReadOnlyList<Option> options, Func<ParseResult, Task<Findings>> measure)
    {
        var command = new Command(name, description);
        foreach (var option in options) command.Add(option);
        command.SetAction(async (parsed, _) =>
        {
            var started = TimeProvider.System.GetUtcNow();
            var findings = await measure(parsed);
            Live.End();
            if (parsed.GetValue(CommonOptions.Json)) Console.WriteLine(Terminal.Text(Json(parsed, started, findings)));
            else findings.Show();
            return findings.IsWhole ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }

    private static JsonObject Json(ParseResult parsed, DateTimeOffset started, Findings findings)
    {
        var json = new JsonObject
        {
            ["command"] = string.Join(' ', Names(parsed.CommandResult)),
            ["started"] = started,
            ["ended"] = TimeProvider.System.GetUtcNow(),
            // With the commit behind the plus sign, where it was built from one.
            ["version"] = typeof(Benchmark).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            ["machine"] = new JsonObject
            {
                ["cores"] = Environment.ProcessorCount, ["os"] = RuntimeInformation.OSDescription,
                ["runtime"] = RuntimeInformation.FrameworkDescription, ["architecture"] = $"{RuntimeInformation.ProcessArchitecture}",
            },
            ["options"] = new JsonObject(parsed.CommandResult.Command.Options.Where(o => o is not System.CommandLine.Help.HelpOption)
                .Select(o => KeyValuePair.Create(o.Name.TrimStart('-'), Said(parsed, o)))),
            ["results"] = findings.Json(),
        };
        foreach (var (name, figure) in findings.Further) json[name] = Math.Round(figure, 4);
        return json;
    }

    /// <summary>Without the program's own name.</summary>
    private static IEnumerable<string> Names(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent ? Names(parent).Append(result.Command.Name) : [];

    private static JsonNode? Said(ParseResult parsed, Option option) => parsed.GetValue<object>(option.Name) switch
    {
        null => null,
        string text => Secrets.Hide(text),
        FileInfo file => file.FullName,
        var value => JsonSerializer.SerializeToNode(value),
    };
}
