using System.Diagnostics.Metrics;
using ActorSync.Node.Metrics;
using Xunit;

namespace ActorSync.Tests.Node.Metrics;

public sealed class PrometheusMetricsTests
{
    [Fact]
    public void What_several_meters_measure_under_one_name_and_label_comes_out_once_as_their_sum()
    {
        using var metrics = new PrometheusMetrics();
        using var api = new Meter("ActorSync");
        using var management = new Meter("ActorSync");
        foreach (var (meter, value) in new[] { (api, 2), (management, 40) })
        {
            meter.CreateUpDownCounter<int>("twice.open").Add(value);
            var taken = meter.CreateHistogram<double>("twice.taken", "s");
            taken.Record(value, new KeyValuePair<string, object?>("status", 404));
        }

        var lines = metrics.Text().Split('\n').Where(l => l.Contains("twice", StringComparison.Ordinal) && l[0] != '#').ToList();

        Assert.Contains("twice_open 42", lines);
        Assert.Contains("""twice_taken_seconds_bucket{status="404",le="1"} 0""", lines);
        Assert.Contains("""twice_taken_seconds_bucket{status="404",le="2.5"} 1""", lines);
        Assert.Contains("""twice_taken_seconds_bucket{status="404",le="+Inf"} 2""", lines);
        Assert.Contains("""twice_taken_seconds_sum{status="404"} 42""", lines);
        Assert.Contains("""twice_taken_seconds_count{status="404"} 2""", lines);
        Assert.Equal(lines.Count, lines.DistinctBy(l => l[..l.LastIndexOf(' ')]).Count());
    }
}
