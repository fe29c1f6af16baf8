namespace ActorSync.Node.Load;

/// <summary>The one definition of a percentile, for the load kit and the benchmarks.</summary>
internal static class Percentile
{
    private const int Hundred = 100;

    /// <summary>The smallest sample that at least so many of a hundred do not exceed: always one that was measured.</summary>
    /// <param name="sorted">At least one, in ascending order.</param>
    /// <param name="percent">From 0, the smallest, to 100, the largest; decimal, so that 99.9 of 1,000 are 999.</param>
    public static double Of(IReadOnlyList<double> sorted, decimal percent) =>
        sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / Hundred) - 1)];
}
