using System.Text.RegularExpressions;
using ActorSync.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace ActorSync.Tests.Storage.Sqlite;

/// <summary>Every question is answered from an index, however long the log is (R19): no table is scanned, nothing is sorted.</summary>
public sealed partial class SqlitePlanTests : IDisposable
{
    private static readonly Statements Statements = Statements.In("Sqlite/Statements");
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteConnection _connection;

    public SqlitePlanTests()
    {
        SqlStore.Open(SqliteSettings.Create(_folder.File("store.db"), StoreUnderTest.Shards), default).Result
            .DisposeAsync().AsTask().Wait();
        _connection = Tool.Open(_folder.File("store.db"), SqliteOpenMode.ReadOnly);
    }

    public static TheoryData<string> Questions => new(Statements.Operations.Where(o =>
        (o.StartsWith("registration.", StringComparison.Ordinal)
            || o.StartsWith("journal.", StringComparison.Ordinal) || o.StartsWith("attempt.", StringComparison.Ordinal))
        && o is not "registration.list" and not "registration.count" && !o.EndsWith(".insert", StringComparison.Ordinal)));

    public static TheoryData<string> Filters => new(Enumerable.Range(0, 32).Select(i =>
        string.Join(' ', new[] { "account", "meeting", "status", "party", "from" }.Where((_, bit) => (i & (1 << bit)) != 0))));

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Every_statement_searches_an_index(string operation) => AssertSearches(await Plan(Statements[operation]));

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Every_combination_of_filters_searches_an_index(string filters)
    {
        foreach (var status in new[] { Status.Done, Status.Parked })
        {
            var question = new ListQuestion(new()
            {
                Account = filters.Contains("account", StringComparison.Ordinal) ? SomeWrite.Account("a") : null,
                Meeting = filters.Contains("meeting", StringComparison.Ordinal) ? MeetingId.Parse("forum") : null,
                Status = filters.Contains("status", StringComparison.Ordinal) ? status : null,
                Party = filters.Contains("party", StringComparison.Ordinal) ? SomeWrite.B : null,
                From = filters.Contains("from", StringComparison.Ordinal) ? SomeWrite.Time : null,
            });
            AssertSearches(await Plan(Statements.For("registration.list", question.Marks)));
        }
    }

    [Theory]
    [InlineData("account meeting status", "registration_by_account (account=? AND received_at<?)")]
    [InlineData("meeting party", "registration_by_meeting (meeting=? AND received_at<?)")]
    [InlineData("status meeting party", "registration_by_status (status=? AND received_at<?)")]
    [InlineData("party", "registration_by_origin (origin=? AND received_at<?)")]
    [InlineData("party", "registration_by_receiver (receiver=? AND received_at<?)")]
    [InlineData("time", "registration_by_time (received_at<?)")]
    public async Task The_filter_that_narrows_most_chooses_the_index(string asked, string index)
    {
        var filters = asked.Split(' ');
        var marks = new HashSet<string>([$"by {filters[0]}", .. filters.Skip(1).Select(f => $"if {f}")]);

        Assert.Contains(await Plan(Statements.For("registration.list", marks)), step => step.Contains(index, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_party_is_found_as_origin_and_as_receiver_by_merging_two_walks() =>
        Assert.Contains("MERGE (UNION ALL)", await Plan(Statements.For("registration.list", new HashSet<string> { "by party" })));

    [Fact]
    public async Task Open_work_is_walked_from_where_the_last_page_ended() =>
        Assert.Contains(await Plan(Statements["registration.open"]), step =>
            step.Contains("registration_by_due (shard=? AND next_due>?)", StringComparison.Ordinal));

    private static void AssertSearches(IReadOnlyList<string> plan)
    {
        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => ScanOfTable().IsMatch(step));
    }

    /// <summary>
    /// By name or alias, in the words of older and newer versions. The page that was found and the
    /// accounts that were asked for may be walked.
    /// </summary>
    [GeneratedRegex(@"^SCAN (TABLE )?(registration|r|account|a|journal|j|snapshot|s|attempt|t)\b")]
    private static partial Regex ScanOfTable();

    private async Task<IReadOnlyList<string>> Plan(string statement)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = "explain query plan " + statement;
        foreach (var name in Regex.Matches(statement, @"@\w+").Select(m => m.Value).Distinct()) command.Parameters.AddWithValue(name, 1);
        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) steps.Add(reader.GetString(3));
        return steps;
    }
}
