using ActorSync.Node.Load;

namespace ActorSync.Benchmarks.Delays;

/// <summary>How late the calls of one run started.</summary>
/// <param name="Late">Milliseconds after due, in ascending order; below zero: early.</param>
/// <param name="Put">Until all were pending.</param>
internal sealed record Lateness(double[] Late, TimeSpan Put)
{
    private static readonly decimal[] Percents = [50, 90, 99, 99.9m, 100];

    public static readonly Column[] Columns =
    [
        .. Percents.Select(p => p == 100
            ? new Column("max", "max", "0.0")
            : new($"p{p}", $"p{p}".Replace(".", "", StringComparison.Ordinal), "0.0")),
        new("early", "early"), new("put in, s", "putSeconds", "0.0"),
    ];

    /// <summary>Of the columns, what has a ratio: how late it is.</summary>
    public static readonly Column[] RatioColumns = [.. Columns.Take(Percents.Length).Select(c => c with { Format = "0.00" })];

    /// <returns>One figure for each of the columns.</returns>
    public static Figure[] Figures(IReadOnlyList<Lateness> rounds) =>
    [
        .. Percents.Select(p => Figure.Of(rounds.Select(r => Percentile.Of(r.Late, p)))),
        Figure.Of(rounds.Select(r => (double)r.Late.Count(l => l < 0))), Figure.Of(rounds.Select(r => r.Put.TotalSeconds)),
    ];

    /// <returns>One for each of the columns of ratios.</returns>
    public static Figure[] Ratios(IReadOnlyList<Lateness> own, IReadOnlyList<Lateness> baseline) =>
        [.. Figures(own).Zip(Figures(baseline), (o, b) => o.DividedBy(b)).Take(Percents.Length)];
}
