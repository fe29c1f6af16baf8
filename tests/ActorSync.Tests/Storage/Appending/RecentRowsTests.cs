using ActorSync.Storage;
using Xunit;

namespace ActorSync.Tests.Storage.Appending;

/// <summary>What a session knows of its rows is right or nothing: forgetting only costs a search.</summary>
public sealed class RecentRowsTests
{
    private static readonly PartyId C = PartyId.Parse("C");
    private readonly RecentRows _rows = new(65_536);

    [Fact]
    public void What_was_not_written_is_not_known()
    {
        Assert.Null(_rows.Of(Account(1)));
        Assert.Null(_rows.Of(Submission(1), C));
    }

    [Fact]
    public void The_newest_counts()
    {
        _rows.Remember(Account(1), new AccountRow(7, 1));
        _rows.Remember(Account(1), new AccountRow(7, 3));
        _rows.Remember(Submission(1), C, 11);

        Assert.Equal(new AccountRow(7, 3), _rows.Of(Account(1)));
        Assert.Equal(11, _rows.Of(Submission(1), C));
        Assert.Null(_rows.Of(Submission(1), PartyId.Parse("D")));
    }

    [Fact]
    public void What_was_rolled_back_is_forgotten()
    {
        _rows.Remember(Account(1), new AccountRow(7, 1));
        _rows.Remember(Submission(1), C, 11);

        _rows.Forget();

        Assert.Null(_rows.Of(Account(1)));
        Assert.Null(_rows.Of(Submission(1), C));
    }

    [Fact]
    public void However_many_there_are_a_bounded_number_is_kept_and_the_last_among_them()
    {
        const int many = 200_000;

        for (var i = 1; i <= many; i++)
        {
            _rows.Remember(Account(i), new AccountRow(i, 1));
            _rows.Remember(Submission(i), C, i);
        }

        Assert.Equal(new AccountRow(many, 1), _rows.Of(Account(many)));
        Assert.Equal(many, _rows.Of(Submission(many), C));
        Assert.InRange(Enumerable.Range(1, many).Count(i => _rows.Of(Account(i)) is not null), 1, 65_536);
        Assert.InRange(Enumerable.Range(1, many).Count(i => _rows.Of(Submission(i), C) is not null), 1, 65_536);
    }

    private static AccountId Account(int i) => AccountId.Parse($"account-{i}");

    private static SubmissionId Submission(int i) => SubmissionId.Parse("B", $"report-{i}");
}
