using System.Globalization;
using System.Xml.Linq;

namespace ActorSync.Node.Load;

/// <summary>A run's result as one page that needs nothing but itself. It is well-formed XML, too.</summary>
internal static class LoadPage
{
    private const string StyleName = "load-page.css";

    /// <summary>Columns that hold words.</summary>
    private static readonly string[] OfText = ["what", "found", "status"];

    private static readonly string[] Figures = ["samples", "mean", "median", "p90", "p95", "p99", "min", "max"];

    public static string Of(LoadResult result) => "<!DOCTYPE html>\n" + new XElement("html", new XAttribute("lang", "en"),
        new XElement("head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("title", "ActorSync under load"),
            new XElement("style", Style())),
        new XElement("body", Head(result), Tables(result), Charts(result), Verdicts(result)))
            .ToString(SaveOptions.DisableFormatting) + "\n";

    private static IEnumerable<XElement> Head(LoadResult r) =>
    [
        new("h1", "ActorSync under load"),
        new("p", $"{r.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, against {r.Target}: "
            + $"bursts of {string.Join(", ", r.Steps.Select(Name))} submissions in batches of {r.Settings.Batch}, "
            + $"{r.Settings.Senders} at once. Shape: {r.Settings.Shape}. Seed: {r.Settings.Seed}."),
        new("p", new XAttribute("class", r.IsRight ? "right" : "wrong"), r.IsRight ? "Everything is right." : "Something is wrong."),
        .. r.Steps[^1] is { Interrupted: { } why } last
            ? [new XElement("p", new XAttribute("class", "wrong"), $"Interrupted in the step of {Name(last)}: {why}")]
            : Array.Empty<XElement>(),
    ];

    private static IEnumerable<XElement> Tables(LoadResult r) =>
    [
        new("h2", "From sending to the receiver, ms"),
        Table(["step", .. Figures, "error %", "per second"], r.Steps.Select(s =>
            new[] { Name(s) }.Concat(LoadTables.Cells(s.Timings.Receiver)).Append(LoadTables.Text(s.ErrorPercent))
                .Append(s.Throughput.ToString("N0", CultureInfo.InvariantCulture)))),
        new("p", "From sending a submission's own batch, of those that were free to leave. Error %: calls that the "
            + "receiver did not acknowledge. Per second: submissions that came to an end and are not parked, "
            + "from the first batch to the last acknowledgement."),
        new("h2", "Other times, ms"),
        Table(["step", "what", .. Figures], r.Steps.SelectMany(s => LoadTables.Others(s.Timings).Where(o => o.Times.Samples > 0)
            .Select(o => new[] { Name(s), o.What }.Concat(LoadTables.Cells(o.Times))))),
    ];

    private static IEnumerable<XElement> Charts(LoadResult r)
    {
        string[] steps = [.. r.Steps.Select(Name)];
        yield return Figure("Throughput by step, submissions a second", steps, [("per second", [.. r.Steps.Select(s => s.Throughput)])]);
        yield return Figure("From sending to the receiver by step, ms", steps,
        [
            ("median", [.. r.Steps.Select(s => s.Timings.Receiver.Median)]), ("p90", [.. r.Steps.Select(s => s.Timings.Receiver.P90)]),
            ("p99", [.. r.Steps.Select(s => s.Timings.Receiver.P99)]),
        ]);
        foreach (var s in r.Steps)
        {
            var curves = LoadTables.Others(s.Timings).Prepend(("receiver:", s.Timings.Receiver)).Where(o => o.Item2.Samples > 0)
                .Select(o => (o.Item1.Split(':')[0], o.Item2.Curve)).ToArray();
            if (curves.Length > 0)
                yield return Figure($"{Name(s)}: times by percentile, ms", [.. Enumerable.Range(0, 101).Select(p => $"{p}")], curves);
            var took = s.Took.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
            yield return Figure($"{Name(s)}: acknowledged submissions over {took} s, by share of the time",
                [.. s.Progress.Select((_, i) => $"{100 * i / Math.Max(1, s.Progress.Count - 1)} %")],
                [("acknowledged", [.. s.Progress.Select(p => (double)p)])]);
        }
    }

    private static IEnumerable<XElement> Verdicts(LoadResult r) =>
    [
        new("h2", "What must hold"),
        Table(["step", "what", "found"], r.Steps.SelectMany(s => s.Verdicts
            .Select(v => new[] { Name(s), v.Name, (v.IsRight ? "yes: " : "NO: ") + v.Found }))),
        new("h2", "Outcomes"),
        Table(["step", "status", "submissions"], r.Steps.SelectMany(s => s.Outcomes
            .Select(o => new[] { Name(s), o.Key, o.Value.ToString("N0", CultureInfo.InvariantCulture) }))),
    ];

    private static XElement Figure(string title, IReadOnlyList<string> places, IReadOnlyList<(string, IReadOnlyList<double>)> lines) =>
        new("figure", new XElement("figcaption", title), Chart.Of(title, places, lines));

    private static XElement Table(IReadOnlyList<string> columns, IEnumerable<IEnumerable<string>> rows) => new("table",
        new XElement("thead", new XElement("tr", columns.Select(c => Cell("th", c, c)))),
        new XElement("tbody", rows.Select(row => new XElement("tr", row.Zip(columns, (cell, column) => Cell("td", column, cell))))));

    private static XElement Cell(string kind, string column, string text) =>
        new(kind, OfText.Contains(column) ? new XAttribute("class", "text") : null, text);

    private static string Name(StepResult step) => step.Size.ToString("N0", CultureInfo.InvariantCulture);

    private static string Style()
    {
        using var reader = new StreamReader(typeof(LoadPage).Assembly.GetManifestResourceStream(StyleName)!);
        return reader.ReadToEnd();
    }
}
