namespace ActorSync.Node.Load;

/// <summary>What a set of measured times is like; all times in milliseconds.</summary>
internal sealed record Summary
{
    /// <summary>Of nothing: all figures are zero.</summary>
    public static readonly Summary Empty = new() { Curve = [] };

    private const int Hundred = 100;

    public int Samples { get; private init; }

    public double Mean { get; private init; }

    public double Median => At(50);

    public double P90 => At(90);

    public double P95 => At(95);

    public double P99 => At(99);

    public double Min => At(0);

    public double Max => At(Hundred);

    /// <summary>The percentiles from 0 to 100; empty without a sample.</summary>
    public required IReadOnlyList<double> Curve { get; init; }

    public static Summary Of(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Select(t => t.TotalMilliseconds).Order().ToArray();
        return sorted.Length == 0 ? Empty : new()
        {
            Samples = sorted.Length,
            Mean = sorted.Average(),
            Curve = [.. Enumerable.Range(0, Hundred + 1).Select(p => Percentile.Of(sorted, p))],
        };
    }

    private double At(int percent) => Curve.Count == 0 ? 0 : Curve[percent];
}
