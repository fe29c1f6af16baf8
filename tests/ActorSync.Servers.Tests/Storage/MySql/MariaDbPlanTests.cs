using System.Text.Json;
using ActorSync.Storage;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>
/// Every question is answered from an index, however long the log is (R19): no table is scanned, no rows of one are sorted.
/// </summary>
[NeedsMariaDb]
[Collection(MariaDbCollection.Name)]
public sealed class MariaDbPlanTests(PlannedStore store) : IClassFixture<PlannedStore>
{
    private static readonly Statements Statements = MySqlDatabase.Texts;

    /// <summary>Values for every parameter of the statements.</summary>
    private static readonly object Values = new
    {
        rows = JsonSerializer.Serialize(new object[] { new object[] { "B", "7-1", "C", 1, 2, 3, 4, 5, 6, 7 } }),
        accounts = JsonSerializer.Serialize(new[] { "a1", "a2" }),
        ranges = JsonSerializer.Serialize(new[] { new { account = "a1", first = 1, last = 2 } }),
        ids = JsonSerializer.Serialize(new[] { new { origin = "B", id = "7-1" } }),
        origin = "B", id = "7-1", account = "a1", after = 0L, limit = 10, shard = 0, due = Milliseconds.Of(SomeWrite.Time), number = 0L,
        shards = new[] { 0, 1 }, now = Milliseconds.Of(SomeWrite.Time),
    };

    private static readonly string[] Filters = ["account", "meeting", "status", "party", "from"];

    public static TheoryData<string> Questions => new(
        "journal.load", "journal.events", "journal.range", "registration.find", "registration.holders", "registration.open",
        "registration.update", "registration.numbers", "attempt.find", "account.numbers", "shard.epoch", "delay.due",
        "delay.cancel", "delay.acknowledge", "delay.restore");

    public static TheoryData<string> Combinations => new(Enumerable.Range(0, 1 << Filters.Length).Select(i =>
        string.Join(' ', Filters.Where((_, bit) => (i & (1 << bit)) != 0))));

    [Theory]
    [MemberData(nameof(Questions))]
    public void Every_statement_searches_an_index(string operation) =>
        AssertSearches(store.Plan(ValueRows.Place().Replace(Statements[operation], "7, 8"), Values));

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Every_combination_of_filters_searches_an_index(string filters)
    {
        foreach (var status in new[] { Status.Done, Status.Waiting }) AssertSearches(Plan(filters.Split(' '), status));
    }

    [Theory]
    [InlineData("account meeting status", "registration_by_account")]
    [InlineData("meeting party", "registration_by_meeting")]
    [InlineData("status meeting party", "registration_by_status")]
    [InlineData("party", "registration_by_origin")]
    [InlineData("party", "registration_by_receiver")]
    [InlineData("from", "registration_by_time")]
    public void The_filter_that_narrows_most_chooses_the_index(string filters, string index) =>
        Assert.Contains(Plan(filters.Split(' '), Status.Waiting), step => step.Key == index);

    /// <summary>From its beginning, up to the first row of these shards.</summary>
    [Fact]
    public void When_the_next_account_is_due_stands_at_the_beginning_of_an_index() =>
        Assert.Equal("delay_by_due", Assert.Single(store.Plan(Statements["delay.next"], Values)).Key);

    [Theory]
    [InlineData("meeting status")]
    [InlineData("status party from")]
    [InlineData("meeting status party")]
    public void A_meeting_or_party_among_the_rows_of_a_status_is_found_in_the_index_alone(string filters) =>
        Assert.Contains(Plan(filters.Split(' '), Status.Waiting), step =>
            step.Key == "registration_by_status" && step.Extra.Contains("Using index", StringComparison.Ordinal));

    private IReadOnlyList<PlanStep> Plan(string[] filters, Status status)
    {
        var question = new ListQuestion(new()
        {
            Account = filters.Contains("account") ? SomeWrite.Account("a1") : null,
            Meeting = filters.Contains("meeting") ? MeetingId.Parse("m1") : null,
            Status = filters.Contains("status") ? status : null,
            Party = filters.Contains("party") ? SomeWrite.B : null,
            From = filters.Contains("from") ? SomeWrite.Time.AddSeconds(700) : null,
            After = new(SomeWrite.Time.AddSeconds(1000), 500),
        });
        return store.Plan(Statements.For("registration.list", question.Marks), question.Parameters);
    }

    private static void AssertSearches(IReadOnlyList<PlanStep> plan)
    {
        Assert.Contains(plan, step => step.IsOfTable);
        Assert.All(plan.Where(step => step.IsOfTable), step =>
        {
            Assert.False(step.IsScan, $"{step}");
            Assert.DoesNotContain("Using filesort", step.Extra, StringComparison.Ordinal);
        });
    }
}
