using ActorSync.Node.Load;
using Xunit;

namespace ActorSync.Tests.Node.Load;

public sealed class WorkloadTests
{
    private const string Everything = "shuffled,doubled=20,outdated=8,gated=18,subs=9,cancelled=3,delayed=5";

    [Fact]
    public void The_same_seed_makes_the_same_workload_and_another_seed_another()
    {
        Assert.Equal(Make(1000, Everything, 7), Make(1000, Everything, 7));
        Assert.NotEqual(Make(1000, Everything, 7), Make(1000, Everything, 8));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(3000)]
    public void Every_share_is_as_asked(int size)
    {
        var items = Make(size, Everything);
        var originals = items.Where(i => !i.IsCopy).ToArray();

        Assert.Equal(size, items.Length);
        Assert.Equal(size * 20 / 100, items.Length - originals.Length);
        Assert.Equal(size * 20 / 200, items.Count(i => i.HasOtherId));
        Assert.Equal(size * 8 / 100, originals.Count(i => i.Kind is LoadItemKind.Outdated));
        Assert.Equal(size * 18 / 100, originals.Count(i => i.Kind is LoadItemKind.GatedSub));
        Assert.Equal(size * 9 / 100, originals.Count(i => i.Kind is LoadItemKind.Sub));
        Assert.Equal(size * 3 / 100, originals.Count(i => i.Kind is LoadItemKind.Cancel));
        Assert.Equal(size * 5 / 100, originals.Count(i => i.Delay is not null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(33)]
    public void Small_steps_have_as_many_submissions_as_asked(int size) => Assert.Equal(size, Make(size, Everything).Length);

    [Fact]
    public void Gated_subs_come_before_their_main_and_the_others_after_it()
    {
        var items = Make(1000, Everything);
        var mains = items.Index().Where(i => i.Item is { Kind: LoadItemKind.Main, IsCopy: false })
            .ToDictionary(i => i.Item.Account, i => i.Index);

        foreach (var (index, item) in items.Index().Where(i => !i.Item.IsCopy))
            if (item.Kind is LoadItemKind.GatedSub) Assert.True(index < mains[item.Account]);
            else if (item.Kind is LoadItemKind.Sub) Assert.True(index > mains[item.Account]);
    }

    [Fact]
    public void What_is_outdated_cancelled_or_doubled_comes_after_what_it_is_about()
    {
        var items = Make(1000, Everything);
        var followers = items.Index().Where(i => i.Item.IsCopy || i.Item.Kind is LoadItemKind.Outdated or LoadItemKind.Cancel);
        foreach (var (index, item) in followers)
            Assert.Contains(items[..index], earlier => (earlier.Account, earlier.Sub) == (item.Account, item.Sub)
                && (item.IsCopy ? earlier.Revision == item.Revision && !earlier.IsCopy : earlier.Revision == Workload.NewestRevision));
    }

    [Fact]
    public void No_main_with_subs_is_cancelled_or_delayed()
    {
        var items = Make(1000, Everything);
        var families = items.Where(i => i.Sub > 0).Select(i => i.Account).ToHashSet();

        Assert.DoesNotContain(items, i =>
            i.Sub == 0 && families.Contains(i.Account) && (i.Kind is LoadItemKind.Cancel || i.Delay is not null));
    }

    [Fact]
    public void Ids_are_different_but_those_of_plain_copies()
    {
        var names = new LoadNames(PartyId.Parse("B"), "load-1");
        var ids = Make(1000, Everything).Where(i => !i.IsCopy || i.HasOtherId).Select(names.Id).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Every_line_is_a_valid_submission()
    {
        var names = new LoadNames(PartyId.Parse("B"), "load-1");
        foreach (var item in Make(300, Everything))
        {
            var reading = SubmissionReader.Read(names.Line(item, Some.Time), Some.Time, [PartyId.Parse("B")]);
            Assert.Empty(reading.Faults);
            Assert.Equal(Some.Time + item.Delay, reading.Submission!.NotBefore);
        }
    }

    [Fact]
    public void All_that_is_wrong_with_a_shape_is_said_at_once()
    {
        Assert.Null(LoadShape.Parse("shufled,doubled=x,gated=120", out var faults));

        Assert.Collection(faults,
            f => Assert.Contains("found shufled", f, StringComparison.Ordinal),
            f => Assert.Contains("found doubled=x", f, StringComparison.Ordinal),
            f => Assert.Contains("found gated=120", f, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("error=NaN", "error=NaN")]
    [InlineData("doubled=-Infinity", "doubled=-Infinity")]
    [InlineData("hang=5,hang=10", "hang=10")]
    [InlineData("shuffled,shuffled", "shuffled")]
    [InlineData("gated=80", "26.7 main registrations")]
    public void Nonsense_is_refused_and_the_message_names_it(string shape, string named)
    {
        Assert.Null(LoadShape.Parse(shape, out var faults));

        Assert.Contains(named, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("doubled=50,gated=40")]
    [InlineData("gated=60,delayed=30")]
    public void Shares_that_leave_too_few_main_registrations_are_refused(string shape) => Assert.Null(LoadShape.Parse(shape, out _));

    [Theory]
    [InlineData("")]
    [InlineData(LoadShape.Usual)]
    [InlineData("shuffled,doubled=12.5,echoed=50,error=20,hang=5,cut=5")]
    public void A_shape_is_written_as_it_is_read(string text) => Assert.Equal(text, LoadShape.Parse(text, out _)!.ToString());

    private static LoadItem[] Make(int size, string shape, int seed = 1) => Workload.Of(size, LoadShape.Parse(shape, out _)!, seed);
}
