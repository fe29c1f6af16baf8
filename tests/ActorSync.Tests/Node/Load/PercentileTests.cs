using ActorSync.Node.Load;
using Xunit;

namespace ActorSync.Tests.Node.Load;

public sealed class PercentileTests
{
    [Theory]
    [InlineData(1000, 0, 1)]
    [InlineData(1000, 50, 500)]
    [InlineData(1000, 99.9, 999)]
    [InlineData(999, 99.9, 999)]
    [InlineData(100, 7, 7)]
    [InlineData(1, 99, 1)]
    [InlineData(1000, 100, 1000)]
    public void A_percentile_is_the_smallest_sample_that_so_many_of_a_hundred_do_not_exceed(int samples, double percent, double expected) =>
        Assert.Equal(expected, Percentile.Of([.. Enumerable.Range(1, samples).Select(i => (double)i)], (decimal)percent));
}
