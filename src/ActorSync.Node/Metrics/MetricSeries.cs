namespace ActorSync.Node.Metrics;

/// <summary>One instrument's values for one set of labels.</summary>
internal sealed class MetricSeries(string labels, double[]? bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = bounds is null ? [] : new long[bounds.Length + 1];
    private double _sum;
    private long _count;

    /// <summary>`party="C",result="delivered"`; empty without labels.</summary>
    public string Labels => labels;

    public void Add(double value)
    {
        lock (_lock)
        {
            _sum += value;
            _count++;
            if (bounds is null) return;
            var i = 0;
            while (i < bounds.Length && value > bounds[i]) i++;
            _buckets[i]++;
        }
    }

    /// <summary>Adds what another series of the same bounds has measured.</summary>
    public void Add(MetricSeries other)
    {
        var (buckets, sum, count) = other.Histogram;
        lock (_lock)
        {
            _sum += sum;
            _count += count;
            for (var i = 0; i < _buckets.Length; i++) _buckets[i] += buckets[i];
        }
    }

    public void Set(double value)
    {
        lock (_lock) _sum = value;
    }

    /// <summary>The sum (of a counter), or the last value (of a gauge).</summary>
    public double Value
    {
        get
        {
            lock (_lock) return _sum;
        }
    }

    /// <summary>Counts below each bound and above the last, not cumulated; sum; count.</summary>
    public (long[] Buckets, double Sum, long Count) Histogram
    {
        get
        {
            lock (_lock) return ([.. _buckets], _sum, _count);
        }
    }
}
