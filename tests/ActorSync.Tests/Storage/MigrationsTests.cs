using ActorSync.Storage;
using Xunit;

namespace ActorSync.Tests.Storage;

public sealed class MigrationsTests
{
    private static readonly string[] Scripts = [.. Statements.In("Sqlite/Migrations").Operations.Order(StringComparer.Ordinal)];

    [Fact]
    public void Scripts_are_numbered_from_one_without_gaps() =>
        Assert.Equal(Enumerable.Range(1, Scripts.Length).Select(i => $"{i:d3}"), Scripts.Select(s => s.Split('-')[0]));

    [Fact]
    public void The_newest_script_is_the_version_that_the_program_knows() =>
        Assert.Equal(Scripts.Length, new Migrations(Statements.In("Sqlite/Statements"), "Sqlite/Migrations").Newest);
}
