using FsCheck.Fluent;
using Xunit;

namespace ActorSync.Tests;

public sealed class BackOffTests
{
    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(int.MaxValue, 60)]
    public void The_longest_wait_doubles_up_to_the_maximum(int failures, int seconds)
    {
        Assert.InRange(BackOff.Wait(failures, 0.999999, null), TimeSpan.FromSeconds(seconds * 0.99), TimeSpan.FromSeconds(seconds));
        Assert.Equal(TimeSpan.FromSeconds(seconds / 2.0), BackOff.Wait(failures, 0.5, null));
    }

    [Fact]
    public void Full_jitter_may_wait_not_at_all() => Assert.Equal(TimeSpan.Zero, BackOff.Wait(5, 0, null));

    [Theory]
    [InlineData(300, 300)]
    [InlineData(1, 30)]
    [InlineData(0, 30)]
    [InlineData(-5, 30)]
    [InlineData(7 * 86400, 86400)]
    public void A_receiver_that_asks_for_more_time_gets_it_up_to_a_day(int asked, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), BackOff.Wait(7, 0.5, TimeSpan.FromSeconds(asked)));

    [Fact]
    public void No_wait_is_negative_or_beyond_a_day()
    {
        var inputs = Gen.Choose(1, 10_000).Zip(Gen.Choose(0, 999)).Zip(Gen.Choose(-1_000_000, 1_000_000), (a, asked) => (Failures: a.Item1, Chance: a.Item2 / 1000.0, Asked: asked));
        Property.Holds(inputs.ToArbitrary(), 300, x => Assert.InRange(
            new BackOff(TimeSpan.FromHours(1), TimeSpan.FromHours(20)).Wait(x.Failures, x.Chance, TimeSpan.FromSeconds(x.Asked)), TimeSpan.Zero, TimeSpan.FromDays(1)));
    }
}
