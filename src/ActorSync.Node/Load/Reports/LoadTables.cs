using System.Globalization;
using Spectre.Console;

namespace ActorSync.Node.Load;

/// <summary>A run's result for people at a terminal.</summary>
internal static class LoadTables
{
    private static readonly string[] Figures = ["samples", "mean", "median", "p90", "p95", "p99", "min", "max"];

    public static void Show(IAnsiConsole output, LoadResult result)
    {
        var main = TableOf("from sending to the receiver, ms", ["step", .. Figures, "err%", "/s"]);
        foreach (var s in result.Steps)
            main.AddRow([$"{s.Size:N0}", .. Cells(s.Timings.Receiver), Text(s.ErrorPercent), $"{s.Throughput:N0}"]);
        output.Write(main);

        var others = TableOf("other times, ms", ["step", "what", .. Figures]);
        foreach (var s in result.Steps)
            foreach (var (what, times) in Others(s.Timings))
                if (times.Samples > 0) others.AddRow([$"{s.Size:N0}", what.Split(':')[0], .. Cells(times)]);
        output.Write(others);
        foreach (var (what, _) in Others(result.Steps[0].Timings)) output.MarkupLineInterpolated($"[grey]{what}[/]");

        var verdicts = new Table().Border(TableBorder.Rounded).AddColumn("what must hold");
        foreach (var s in result.Steps) verdicts.AddColumn(new TableColumn($"{s.Size:N0}").RightAligned());
        foreach (var name in result.Steps.SelectMany(s => s.Verdicts).Select(v => v.Name).Distinct())
            verdicts.AddRow([name, .. result.Steps
                .Select(s => Shown(s.Verdicts.FirstOrDefault(v => v.Name == name)))]);
        output.Write(verdicts);
        foreach (var s in result.Steps)
            foreach (var v in s.Verdicts.Where(v => !v.IsRight)) output.MarkupLineInterpolated($"[red]{s.Size:N0}: {v.Name}:[/] {v.Found}");
        if (result.Steps[^1] is { Interrupted: { } why } last) output.MarkupLineInterpolated($"[red]{last.Size:N0}: interrupted:[/] {why}");
        output.MarkupLine(result.IsRight ? "[green]Everything is right.[/]" : "[red]Something is wrong.[/]");
    }

    /// <param name="verdict">Null: of a step that was interrupted it cannot be told.</param>
    private static string Shown(StepVerdict? verdict) => verdict is null ? "-" : verdict.IsRight ? "[green]yes[/]" : "[red]NO[/]";

    /// <summary>What is measured beside the way to the receiver.</summary>
    public static IEnumerable<(string What, Summary Times)> Others(Timings timings) =>
    [
        ("from start: the step's first batch sent to the call; the table above counts from a submission's own batch", timings.FromStart),
        ("accept: batch sent to its answer", timings.Accept),
        ("release: main acknowledged to its waiting sub's call", timings.Release),
        ("drift: notBefore to the call", timings.Drift),
    ];

    public static IEnumerable<string> Cells(Summary s) =>
        new[] { s.Mean, s.Median, s.P90, s.P95, s.P99, s.Min, s.Max }.Select(Text)
            .Prepend(s.Samples.ToString("N0", CultureInfo.InvariantCulture));

    public static string Text(double value) => value.ToString(value < 100 ? "0.00" : "N0", CultureInfo.InvariantCulture);

    private static Table TableOf(string title, string[] columns)
    {
        var table = new Table().Border(TableBorder.Horizontal).Title(title);
        foreach (var column in columns)
        {
            // Eleven columns of figures fit into a terminal of 80 characters.
            var shown = new TableColumn(column).NoWrap().PadLeft(column is "step" ? 0 : 1).PadRight(0);
            table.AddColumn(column is "what" ? shown : shown.RightAligned());
        }
        return table;
    }
}
