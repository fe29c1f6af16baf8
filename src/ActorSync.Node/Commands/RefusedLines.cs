using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>Lines that a node refused: their numbers, and what was wrong with them.</summary>
internal static class RefusedLines
{
    public static JsonArray Json(IEnumerable<(long Line, string Problem)> refused) =>
        [.. refused.Select(r => new JsonObject { ["line"] = r.Line, ["problem"] = r.Problem })];

    public static void Show(IAnsiConsole output, IEnumerable<(long Line, string Problem)> refused)
    {
        foreach (var (line, problem) in refused) output.MarkupLineInterpolated($"[red]line {line}[/] {problem}");
    }
}
