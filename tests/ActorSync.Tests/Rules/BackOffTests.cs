using FsCheck.Fluent;
using Xunit;

namespace ActorSync.Tests;

public sealed class BackOffTests
{
    private static readonly BackOff Doubling = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(int.MaxValue, 60)]
    public void The_longest_wait_doubles_up_to_the_maximum(int failures, int seconds)
    {
        Assert.InRange(Doubling.Wait(failures, 0.999999, null), TimeSpan.FromSeconds(seconds * 0.99), TimeSpan.FromSeconds(seconds));
        Assert.Equal(TimeSpan.FromSeconds(seconds / 2.0), Doubling.Wait(failures, 0.5, null));
    }

    [Fact]
    public void Full_jitter_may_wait_not_at_all() => Assert.Equal(TimeSpan.Zero, Doubling.Wait(5, 0, null));

    [Theory]
    [InlineData(300, 300)]
    [InlineData(1, 30)]
    [InlineData(0, 30)]
    [InlineData(-5, 30)]
    [InlineData(7 * 86400, 86400)]
    public void A_receiver_that_asks_for_more_time_gets_it_up_to_a_day(int asked, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Doubling.Wait(7, 0.5, TimeSpan.FromSeconds(asked)));

    [Fact]
    public void No_wait_is_negative_or_beyond_a_day()
    {
        var inputs =
            from failures in Gen.Choose(1, 10_000)
            from chance in Gen.Choose(0, 999)
            from asked in Gen.Choose(-1_000_000, 1_000_000)
            select (failures, chance / 1000.0, TimeSpan.FromSeconds(asked));
        Property.Holds(inputs.ToArbitrary(), 300, x =>
        {
            var (failures, chance, asked) = x;
            var wait = new BackOff(TimeSpan.FromHours(1), TimeSpan.FromHours(20)).Wait(failures, chance, asked);
            Assert.InRange(wait, TimeSpan.Zero, BackOff.MaxRetryAfter);
        });
    }
}
