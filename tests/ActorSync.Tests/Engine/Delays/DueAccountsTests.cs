using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine.Delays;

public sealed class DueAccountsTests
{
    private readonly DueAccounts _due = new();

    [Fact]
    public void Nothing_is_next_when_it_is_empty()
    {
        Assert.Null(_due.Next);
        Assert.Equal(0, _due.Count);
        Assert.Null(_due.Of(Account(1)));
    }

    [Fact]
    public void An_account_is_in_it_once()
    {
        _due.Set(Account(1), At(5));
        _due.Set(Account(1), At(7));

        Assert.Equal((1, At(7), At(7)), (_due.Count, _due.Next, _due.Of(Account(1))));
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(6, 5)]
    public void The_earlier_time_stands_if_asked_so(int seconds, int expected)
    {
        _due.Set(Account(1), At(5));

        _due.SetIfEarlier(Account(1), At(seconds));

        Assert.Equal(At(expected), _due.Next);
    }

    [Fact]
    public void Removing_what_is_not_there_does_nothing()
    {
        _due.Set(Account(1), At(5));

        _due.Remove(Account(2));

        Assert.Equal(1, _due.Count);
    }

    /// <summary>Against the obvious way, over random changes.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_agrees_with_a_sorted_list_whatever_happens(int seed)
    {
        var chance = new Random(seed);
        Dictionary<AccountId, DateTimeOffset> model = [];
        for (var step = 0; step < 20_000; step++)
        {
            var (account, due) = (Account(chance.Next(200)), At(chance.Next(50)));
            switch (chance.Next(8))
            {
                case < 3:
                    _due.Set(account, due);
                    model[account] = due;
                    break;
                case < 5:
                    _due.SetIfEarlier(account, due);
                    if (!model.TryGetValue(account, out var other) || due < other) model[account] = due;
                    break;
                case < 7:
                    _due.Remove(account);
                    model.Remove(account);
                    break;
                default:
                    if (model.Count == 0) break;
                    var first = model.Values.Min();
                    var taken = _due.Take();
                    Assert.Equal(first, model[taken]);
                    model.Remove(taken);
                    break;
            }
            Assert.Equal(model.Count, _due.Count);
            Assert.Equal(model.Count == 0 ? null : model.Values.Min(), _due.Next);
        }
        Assert.All(model, entry => Assert.Equal(entry.Value, _due.Of(entry.Key)));
    }

    [Fact]
    public void A_backlog_that_is_gone_leaves_no_memory_behind_and_nobody_else_is_lost()
    {
        for (var i = 0; i < 10_000; i++) _due.Set(Account(i), At(i));
        for (var i = 0; i < 9_900; i++) Assert.Equal(Account(i), _due.Take());

        Assert.InRange(_due.Room, 100, 500);
        for (var i = 9_900; i < 10_000; i++) Assert.Equal(At(i), _due.Of(Account(i)));
        for (var i = 9_900; i < 10_000; i++) Assert.Equal(Account(i), _due.Take());
    }

    private static AccountId Account(int number) => AccountId.Parse($"a{number}");

    private static DateTimeOffset At(int seconds) => Some.Time.AddSeconds(seconds);
}
