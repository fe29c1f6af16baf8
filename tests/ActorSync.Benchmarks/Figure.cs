namespace ActorSync.Benchmarks;

/// <summary>A figure, and the rounds that it is the median of.</summary>
/// <param name="Value">What counts; not a number: there is none.</param>
/// <param name="Rounds">In their order; none for what is the same in each, or is measured once.</param>
internal sealed record Figure(double Value, IReadOnlyList<double> Rounds)
{
    /// <summary>None: the cell stays empty.</summary>
    public static readonly Figure None = Once(double.NaN);

    public static Figure Once(double value) => new(value, []);

    public static Figure Of(IEnumerable<double> rounds) => Of([.. rounds]);

    /// <summary>The medians divided: both sides have seen all rounds, so that one odd round of either side does not count.</summary>
    public Figure DividedBy(Figure baseline) => new(
        Value / baseline.Value, Rounds.Count == baseline.Rounds.Count ? [.. Rounds.Zip(baseline.Rounds, (own, bare) => own / bare)] : []);

    private static Figure Of(double[] rounds) => new(Median.Of(rounds), rounds);
}
