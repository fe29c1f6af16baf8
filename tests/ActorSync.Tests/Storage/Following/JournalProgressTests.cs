using ActorSync.Storage;
using Xunit;

namespace ActorSync.Tests.Storage.Following;

public sealed class JournalProgressTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_follows_without_a_gap_only_moves_the_position()
    {
        var progress = JournalProgress.Beginning.Past([1, 2, 3], Now).Past([4], Now);

        Assert.Equal(4, progress.Position);
        Assert.Empty(progress.Gaps);
    }

    [Fact]
    public void Numbers_that_are_missing_are_gaps_also_before_the_first_and_between_calls()
    {
        var progress = JournalProgress.Beginning.Past([2, 5], Now).Past([7], Now.AddSeconds(1));

        Assert.Equal(7, progress.Position);
        Assert.Equal([new(1, 1, Now), new(3, 4, Now), new(6, 6, Now.AddSeconds(1))], progress.Gaps);
    }

    [Theory]
    [InlineData(new long[] { 3 }, "4-6")]
    [InlineData(new long[] { 6 }, "3-5")]
    [InlineData(new long[] { 4 }, "3-3 5-6")]
    [InlineData(new long[] { 4, 5 }, "3-3 6-6")]
    [InlineData(new long[] { 3, 4, 5, 6 }, "")]
    [InlineData(new long[] { 2, 7 }, "3-6")]
    public void What_is_found_in_a_gap_leaves_the_rest_of_it(long[] found, string left)
    {
        var progress = JournalProgress.Beginning.Past([1, 2, 7], Now).Without(found);

        Assert.Equal(left, string.Join(' ', progress.Gaps.Select(g => $"{g.First}-{g.Last}")));
        Assert.All(progress.Gaps, g => Assert.Equal(Now, g.SeenAt));
        Assert.Equal(7, progress.Position);
    }

    [Fact]
    public void Old_gaps_are_forgotten_and_the_oldest_of_too_many()
    {
        var progress = JournalProgress.Beginning.Past([2], Now).Past([4], Now.AddSeconds(1)).Past([6], Now.AddSeconds(2));

        Assert.Equal([3, 5], progress.Keeping(Now.AddSeconds(1), 10).Gaps.Select(g => g.First));
        Assert.Equal([5], progress.Keeping(Now, 1).Gaps.Select(g => g.First));
    }

    [Fact]
    public void A_stored_one_is_read_as_it_was()
    {
        var progress = JournalProgress.Beginning.Past([2, 5], Now.AddMilliseconds(7.6));

        var read = JournalProgress.Of(progress.Position, progress.StoredGaps());

        Assert.Equal(progress.Position, read.Position);
        Assert.Equal(progress.Gaps, read.Gaps);
        Assert.Empty(JournalProgress.Of(5, null).Gaps);
    }
}
