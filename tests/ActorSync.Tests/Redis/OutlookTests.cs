using ActorSync.Redis;
using Xunit;

namespace ActorSync.Tests.Redis;

public sealed class OutlookTests
{
    private static readonly int[] Shards = [.. Enumerable.Range(0, 64)];
    private readonly Outlook _outlook = new();

    [Fact]
    public void Shards_that_have_never_answered_are_asked() =>
        Assert.Equal(Shards, _outlook.Due(Shards, Some.Time, 100).Select(l => l.Shard).Order());

    [Fact]
    public void Of_shards_that_have_answered_those_are_asked_where_something_is_due()
    {
        AllAnswer(next: null);
        _outlook.Expect([Entry(7, 5), Entry(9, 8)]);

        Assert.Empty(Due(4));
        Assert.Equal([7], Due(5));
        Assert.Equal([7, 9], Due(8));
        Assert.Equal(After(5), _outlook.Next(Shards));
    }

    [Fact]
    public void A_quiet_queue_is_looked_at_a_few_shards_at_a_time_and_every_shard_in_turn()
    {
        AllAnswer(next: null);

        var looked = Enumerable.Range(1, 16).Select(i => _outlook.Quiet(Shards, After(i), []).Select(l => l.Shard).ToList()).ToList();

        Assert.All(looked, look => Assert.Equal(4, look.Count));
        Assert.Equal(Shards, looked.SelectMany(l => l).Order());
    }

    [Fact]
    public void Claims_in_quick_succession_leave_quiet_shards_alone()
    {
        AllAnswer(next: null);
        _outlook.Expect([Entry(7, 0)]);
        var due = _outlook.Due(Shards, After(0), 100);

        Assert.NotEmpty(_outlook.Quiet(Shards, After(0), due));
        Assert.Empty(_outlook.Quiet(Shards, After(0.1), due));
        Assert.NotEmpty(_outlook.Quiet(Shards, After(0.1), []));
    }

    [Fact]
    public void What_is_put_in_while_the_question_is_on_its_way_is_not_forgotten()
    {
        AllAnswer(next: null);
        _outlook.Expect([Entry(7, 5)]);
        var look = Assert.Single(_outlook.Due(Shards, After(5), 100));
        _outlook.Expect([Entry(7, 6)]);

        _outlook.Learn(look, next: null, kept: true);

        Assert.Equal([7], Due(6));
    }

    [Fact]
    public void After_leases_were_ended_their_shard_is_asked_again()
    {
        AllAnswer(next: After(30));
        _outlook.Doubt([Entry(7, 0)]);

        Assert.Equal([7], Due(1));
    }

    [Fact]
    public void A_shard_that_lost_its_mark_has_lost_something_unless_it_answers_for_the_first_time()
    {
        var first = _outlook.Due(Shards, Some.Time, 1)[0];

        Assert.False(_outlook.Learn(first, null, kept: false));
        Assert.False(_outlook.Learn(first, null, kept: true));
        Assert.True(_outlook.Learn(first, null, kept: false));
    }

    [Fact]
    public void Shards_beyond_the_limit_come_first_the_next_time()
    {
        HashSet<int> asked = [];

        for (var i = 0; i < Shards.Length; i++)
            foreach (var look in _outlook.Due(Shards, Some.Time, 1))
            {
                _outlook.Learn(look, null, kept: true);
                asked.Add(look.Shard);
            }

        Assert.Equal(Shards.Length, asked.Count);
    }

    private static DateTimeOffset After(double seconds) => Some.Time.AddSeconds(seconds);

    private static DelayEntry Entry(int shard, double seconds) => new(shard, Some.Account, After(seconds));

    private IEnumerable<int> Due(double seconds) => _outlook.Due(Shards, After(seconds), 100).Select(l => l.Shard).Order();

    private void AllAnswer(DateTimeOffset? next)
    {
        foreach (var look in _outlook.Due(Shards, Some.Time, 100)) _outlook.Learn(look, next, kept: true);
    }
}
