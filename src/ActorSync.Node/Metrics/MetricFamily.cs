using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ActorSync.Node.Metrics;

/// <summary>One instrument with all its series, under its Prometheus name.</summary>
internal sealed class MetricFamily
{
    /// <summary>
    /// Series of one instrument beyond which new label sets are not kept: labels come from inside, so this is never reached by right.
    /// </summary>
    private const int MaxSeries = 1000;

    private static readonly double[] DurationBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private static readonly double[] SizeBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new();
    private readonly ConcurrentDictionary<string, MetricSeries>.AlternateLookup<ReadOnlySpan<char>> _byLabels;
    private readonly double[]? _bounds;
    private readonly bool _isSum;

    public MetricFamily(Instrument instrument)
    {
        _byLabels = _series.GetAlternateLookup<ReadOnlySpan<char>>();
        var kind = instrument.GetType().GetGenericTypeDefinition();
        _bounds = kind == typeof(Histogram<>) ? instrument.Unit is "s" ? DurationBounds : SizeBounds : null;
        IsCounter = kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>);
        _isSum = kind == typeof(Counter<>) || kind == typeof(UpDownCounter<>);
        Name = NameOf(instrument);
        Description = instrument.Description ?? instrument.Name;
    }

    public string Name { get; }

    public string Description { get; }

    public bool IsCounter { get; }

    /// <summary>Upper bounds of the buckets; null when it is no histogram.</summary>
    public double[]? Bounds => _bounds;

    public IEnumerable<MetricSeries> Series => _series.Values;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new LabelText(stackalloc char[LabelText.MaxLength]);
        foreach (var (name, tag) in tags) labels.Add(name, tag);
        if (!_byLabels.TryGetValue(labels.Written, out var series))
        {
            if (_series.Count >= MaxSeries) return;
            series = _series.GetOrAdd(labels.Written.ToString(), l => new(l, _bounds));
        }
        if (_bounds is not null || _isSum) series.Add(value);
        else series.Set(value);
    }

    private string NameOf(Instrument instrument)
    {
        var name = Clean(instrument.Name);
        if (instrument.Unit is "s" && !name.EndsWith("_seconds", StringComparison.Ordinal)) name += "_seconds";
        if (instrument.Unit is "By" && !name.EndsWith("_bytes", StringComparison.Ordinal)) name += "_bytes";
        return IsCounter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private static string Clean(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
