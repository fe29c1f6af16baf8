using ActorSync.Storage;
using Xunit;

namespace ActorSync.Tests.Storage;

public sealed class StatementsTests
{
    private static readonly Statements Statements = Statements.In("Sqlite/Statements");

    [Fact]
    public void A_statement_is_found_by_the_name_of_its_operation() =>
        Assert.StartsWith("update shard_lease", Statements["shard.take"], StringComparison.Ordinal);

    [Fact]
    public void An_unknown_operation_is_a_defect() => Assert.Throws<ArgumentException>(() => Statements["shard.give"]);

    [Fact]
    public void A_marked_line_stands_only_when_all_its_marks_are_given()
    {
        var plain = Statements.For("registration.list", new HashSet<string> { "by party" });
        var filtered = Statements.For("registration.list", new HashSet<string> { "by party", "if status" });

        Assert.Contains("union all", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("@status", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("@meeting", filtered, StringComparison.Ordinal);
        Assert.Equal(3, filtered.Split("@status").Length);
    }
}
