using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace ActorSync.Node.Metrics;

/// <summary>Listens to the product's and the runtime's meters and shows them in Prometheus text form (R22).</summary>
internal sealed class PrometheusMetrics : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly string[] Meters =
        ["ActorSync", "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting"];

    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly MeterListener _listener = new();

    public PrometheusMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!Meters.Contains(instrument.Meter.Name)) return;
            var family = _families.GetOrAdd(instrument, i => new(i));
            listener.EnableMeasurementEvents(instrument, family);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.MeasurementsCompleted = (instrument, _) => _families.TryRemove(instrument, out MetricFamily? _);
        _listener.Start();
    }

    public string Text()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _families.Values.GroupBy(f => f.Name).OrderBy(f => f.Key, StringComparer.Ordinal)) Write(text, [.. family]);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static void Write(StringBuilder text, MetricFamily[] same)
    {
        var (name, first) = (same[0].Name, same[0]);
        text.Append("# HELP ").Append(name).Append(' ').Append(first.Description.Replace('\n', ' ')).Append('\n');
        text.Append("# TYPE ").Append(name).Append(first.Bounds is not null ? " histogram\n" : first.IsCounter ? " counter\n" : " gauge\n");
        foreach (var labelled in same.SelectMany(f => f.Series).GroupBy(s => s.Labels).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            // The API and management have a web server each, with meters of the same names: a scraper takes each series once only.
            var series = new MetricSeries(labelled.Key, first.Bounds);
            foreach (var one in labelled) series.Add(one);
            if (first.Bounds is { } bounds) WriteHistogram(text, name, series, bounds);
            else Line(text, name, series.Labels, series.Value);
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, MetricSeries series, double[] bounds)
    {
        var (buckets, sum, count) = series.Histogram;
        var below = 0L;
        var labels = series.Labels.Length > 0 ? series.Labels + "," : "";
        for (var i = 0; i < bounds.Length; i++)
        {
            below += buckets[i];
            Line(text, name + "_bucket", $"{labels}le=\"{bounds[i].ToString(CultureInfo.InvariantCulture)}\"", below);
        }
        Line(text, name + "_bucket", $"{labels}le=\"+Inf\"", count);
        Line(text, name + "_sum", series.Labels, sum);
        Line(text, name + "_count", series.Labels, count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
