using ActorSync.Node.Load;
using Xunit;

namespace ActorSync.Tests.Node.Load;

public sealed class SummaryTests
{
    [Fact]
    public void Percentiles_are_the_smallest_samples_that_so_many_of_a_hundred_do_not_exceed()
    {
        var summary = Of(Enumerable.Range(1, 200).Reverse());

        Assert.Equal((200, 100.5), (summary.Samples, summary.Mean));
        Assert.Equal((1, 100, 180, 190, 198, 200), (summary.Min, summary.Median, summary.P90, summary.P95, summary.P99, summary.Max));
    }

    [Fact]
    public void A_single_sample_is_every_percentile()
    {
        var summary = Of([7]);

        Assert.All(summary.Curve, value => Assert.Equal(7, value));
        Assert.Equal((7, 7, 7), (summary.Mean, summary.Min, summary.Max));
    }

    [Fact]
    public void Of_few_samples_the_highest_percentiles_are_the_largest_sample()
    {
        var summary = Of([10, 20, 30]);

        Assert.Equal((20, 30, 30, 30), (summary.Median, summary.P90, summary.P99, summary.Max));
    }

    [Fact]
    public void Of_no_samples_all_figures_are_zero()
    {
        var summary = Of([]);

        Assert.Equal((0, 0, 0, 0), (summary.Samples, summary.Mean, summary.Median, summary.Max));
        Assert.Empty(summary.Curve);
    }

    private static Summary Of(IEnumerable<int> milliseconds) => Summary.Of(milliseconds.Select(m => TimeSpan.FromMilliseconds(m)));
}
