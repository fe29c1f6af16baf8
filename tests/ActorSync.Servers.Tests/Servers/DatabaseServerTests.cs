using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Servers;

[NeedsMariaDb]
public sealed class DatabaseServerTests
{
    [Fact]
    public async Task A_server_that_was_killed_starts_again_on_its_port()
    {
        await using var server = new DatabaseServer();
        await server.Start();
        await server.Restart();
        await server.Freeze();
        await server.Thaw();
        await server.Restart();
    }

    /// <summary>Otherwise one that starts fells another that is in the middle of a statement: MariaDB deletes what it finds.</summary>
    [Fact]
    public async Task A_server_leaves_the_temporary_tables_of_others_alone()
    {
        var table = Path.Combine(Path.GetTempPath(), $"#sql-{Guid.NewGuid():N}.MAI");
        await File.WriteAllTextAsync(table, "");
        try
        {
            await using var server = new DatabaseServer();
            await server.Start();

            Assert.True(File.Exists(table));
        }
        finally
        {
            File.Delete(table);
        }
    }
}
