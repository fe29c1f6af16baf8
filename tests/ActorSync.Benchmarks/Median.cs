namespace ActorSync.Benchmarks;

/// <summary>
/// What counts of several rounds: the middle one, or the mean of the two in the middle. Of measured times take
/// <see cref="ActorSync.Node.Load.Percentile"/>, which is always one of them.
/// </summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
