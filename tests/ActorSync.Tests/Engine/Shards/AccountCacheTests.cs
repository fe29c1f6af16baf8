using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine.Shards;

public sealed class AccountCacheTests
{
    private static readonly DateTimeOffset Never = DateTimeOffset.MinValue;

    [Fact]
    public void Beyond_the_limit_those_unused_longest_leave()
    {
        var cache = new AccountCache(maxAccounts: 2, share: 0, new(long.MaxValue));
        foreach (var (name, second) in new[] { ("a", 1), ("b", 2), ("c", 3) }) cache.Touch(Added(cache, name), After(second));
        cache.Touch(Of(cache, "a"), After(4));

        cache.Trim(Never);

        Assert.Equal((true, false, true), (Has(cache, "a"), Has(cache, "b"), Has(cache, "c")));
    }

    [Fact]
    public void Those_that_nobody_asks_leave_whatever_the_limits()
    {
        var cache = new AccountCache(maxAccounts: 100, share: 0, new(long.MaxValue));
        cache.Touch(Added(cache, "idle"), After(1));
        cache.Touch(Added(cache, "busy"), After(60));

        cache.Trim(After(30));

        Assert.Equal((false, true), (Has(cache, "idle"), Has(cache, "busy")));
    }

    [Fact]
    public void One_that_is_being_called_stays()
    {
        var cache = new AccountCache(maxAccounts: 0, share: 0, new(0));
        var called = Added(cache, "called");
        called.InFlight = InFlight.None.With(Call());
        cache.Touch(called, After(1));

        cache.Trim(After(60));

        Assert.True(Has(cache, "called"));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(0, false)]
    public void One_that_rests_because_of_a_defect_stays_within_the_limits_since_it_rests_ever_longer(int maxAccounts, bool stays)
    {
        var cache = new AccountCache(maxAccounts, share: 0, new(long.MaxValue));
        var account = Added(cache, "resting");
        account.Rests = 5;
        cache.Touch(account, After(1));

        cache.Trim(After(60));

        Assert.Equal(stays, Has(cache, "resting"));
    }

    [Fact]
    public void One_that_may_have_been_called_stays_until_that_is_stored()
    {
        var cache = new AccountCache(maxAccounts: 0, share: 0, new(0));
        var account = Added(cache, "forgotten");
        account.Resumes = true;
        cache.Touch(account, After(1));

        cache.Trim(After(60));

        Assert.True(Has(cache, "forgotten"));
    }

    [Fact]
    public void Open_data_counts_and_leaves_with_its_account()
    {
        var cache = new AccountCache(maxAccounts: 100, share: 0, new(150));
        foreach (var name in new[] { "a", "b" })
        {
            var account = Added(cache, name);
            account.State = Holding(data: 100);
            cache.Touch(account, After(1));
            cache.Touch(account, After(2));
        }

        cache.Trim(Never);
        Assert.Equal((false, true), (Has(cache, "a"), Has(cache, "b")));

        cache.Trim(Never);
        Assert.True(Has(cache, "b"));
    }

    [Fact]
    public void Open_data_has_its_shards_share_and_what_others_leave()
    {
        var room = new SharedRoom(400);
        var (one, other) = (new AccountCache(maxAccounts: 100, share: 200, room), new AccountCache(maxAccounts: 100, share: 200, room));
        Fill(one, 300);
        one.Trim(Never);
        Assert.True(Has(one, "300"));

        Fill(other, 150);
        one.Trim(Never);
        other.Trim(Never);
        Assert.Equal((false, true), (Has(one, "300"), Has(other, "150")));

        Fill(other, 260);
        other.Trim(Never);
        Assert.Equal((false, true), (Has(other, "150"), Has(other, "260")));

        other.Clear();
        Fill(one, 390);
        one.Trim(Never);
        Assert.True(Has(one, "390"));

        static void Fill(AccountCache cache, int data)
        {
            var account = Added(cache, $"{data}");
            account.State = Holding(data);
            cache.Touch(account, After(1));
        }
    }

    private static ActiveAccount Added(AccountCache cache, string name)
    {
        var account = new ActiveAccount(AccountId.Parse(name));
        cache.Add(account);
        return account;
    }

    private static ActiveAccount Of(AccountCache cache, string name) =>
        cache.TryGet(AccountId.Parse(name), out var account) ? account : throw new KeyNotFoundException(name);

    private static bool Has(AccountCache cache, string name) => cache.TryGet(AccountId.Parse(name), out _);

    private static DateTimeOffset After(int seconds) => Some.Time.AddSeconds(seconds);

    /// <summary>A main registration's, whose turn it is.</summary>
    private static Delivery Call()
    {
        var account = new AccountRun(Some.BothWays);
        account.Submit(Some.MainFrom(Some.B));
        return account.CallTo(Some.C);
    }

    /// <summary>A sub that waits, with so many bytes of data.</summary>
    private static AccountState Holding(int data)
    {
        var report = Some.SubFrom(Some.B) with { Data = Some.Data(new string('x', data - Some.Data("").Utf8.Length)) };
        return Account.Decide(
            Some.BothWays, AccountState.Empty, new AccountCommand.Submit(report, null) { Now = Some.Time }, InFlight.None).State;
    }
}
