using System.Globalization;
using Spectre.Console;

namespace ActorSync.Benchmarks.Peers;

/// <summary>The comparison for people: a column for each system.</summary>
internal static class PeersTable
{
    private const int WidthOfFigure = 34;
    private const int WidthOfSystem = 15;

    public static void Show(IAnsiConsole output, PeersSettings settings, IReadOnlyList<Result> results)
    {
        // Where output is no terminal, its width is a guess.
        output.Profile.Width = Math.Max(output.Profile.Width, WidthOfFigure + (WidthOfSystem * results.Count));
        var table = new Table().Border(TableBorder.Horizontal).AddColumn(new TableColumn("").NoWrap());
        foreach (var result in results) table.AddColumn(new TableColumn(result.Contender.Name).RightAligned().NoWrap());
        foreach (var (name, cell) in Rows(settings, results))
            table.AddRow([name, .. results.Select(r => cell(r) ?? (r.NotRun is null ? "" : "not run"))]);
        output.Write(table);
        foreach (var result in results)
        {
            var notRun = result.NotRun is null ? "" : $"; not run: {result.NotRun}";
            output.MarkupLineInterpolated($"{result.Contender.Name}: {result.Contender.What} ({result.Contender.Version}){notRun}");
        }
    }

    private static IEnumerable<(string Name, Func<Result, string?> Cell)> Rows(PeersSettings settings, IReadOnlyList<Result> results)
    {
        if (settings.Phases.Contains(Phase.Flood))
        {
            yield return ("registrations/s", r => Number(r.MedianOf(f => f.Rate)));
            foreach (var own in results.Where(r => r.Contender == ActorSyncNodes.Embedded || r.Contender == ActorSyncNodes.Servers))
                yield return ($"{own.Contender.Name} ÷ it", r => Ratio(own.MedianOf(f => f.Rate) / r.MedianOf(f => f.Rate)));
            yield return ("sent to receiver, p50 ms", r => Number(r.MedianOf(f => f.Median)));
            yield return ("sent to receiver, p99 ms", r => Number(r.MedianOf(f => f.P99)));
            yield return ("calls", r => Number(r.MedianOf(f => f.Seen.Calls)));
            yield return ("CPU s, its process", r => Seconds(r.MedianOf(f => f.Cpu.TotalSeconds)));
            yield return ("CPU s, servers", r => Seconds(r.MedianOf(f => f.ServersCpu.TotalSeconds)));
            foreach (var row in Faults("", r => r.Floods)) yield return row;
        }
        if (settings.Phases.Contains(Phase.Pace))
        {
            yield return ($"at {settings.Pace}/s: p50 ms", r => Number(r.Paced?.Median));
            yield return ($"at {settings.Pace}/s: p99 ms", r => Number(r.Paced?.P99));
            yield return ($"at {settings.Pace}/s: CPU s, its process", r => Seconds(r.Paced?.Cpu.TotalSeconds));
            yield return ($"at {settings.Pace}/s: CPU s, servers", r => Seconds(r.Paced?.ServersCpu.TotalSeconds));
            foreach (var row in Faults($"at {settings.Pace}/s: ", r => r.Paced is null ? [] : [r.Paced])) yield return row;
        }
        if (!settings.Phases.Contains(Phase.Kill)) yield break;
        yield return ("killed: s until all arrived", r => Seconds(r.Interrupted?.Recovered.TotalSeconds));
        foreach (var row in Faults("killed: ", r => r.Interrupted is null ? [] : [r.Interrupted.Figures])) yield return row;
        yield return ("killed: calls repeated", r => Number(r.Interrupted?.Figures.Seen.Repeated));
    }

    private static IEnumerable<(string Name, Func<Result, string?> Cell)> Faults(string when, Func<Result, IReadOnlyList<Figures>> runs)
    {
        Func<Result, string?> Sum(Func<Figures, long> figure) => r => runs(r) is { Count: > 0 } all ? Number(all.Sum(figure)) : null;
        yield return ($"{when}order violations", Sum(f => f.OrderViolations));
        yield return ($"{when}lost", Sum(f => f.Lost));
        yield return ($"{when}doubled", Sum(f => f.Doubled));
    }

    private static string? Number(double? value) => value?.ToString("N0", CultureInfo.InvariantCulture);

    private static string? Seconds(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture);

    private static string? Ratio(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture);
}
