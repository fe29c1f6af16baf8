using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Storage;
using Xunit;

namespace ActorSync.Tests.Akka;

/// <summary>What is wrong with the configuration, or with what it points to, is told, and does not have to be told twice.</summary>
public sealed class OddConfigurationTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_journal_that_cannot_be_made_is_told_with_the_reason_and_made_as_soon_as_it_can()
    {
        // Where the journal's folder is to be, a file is.
        File.WriteAllText(_folder.File("journal"), "");
        await using var node = Node("Data Source=FOLDER/journal/journal.db");
        await node.Start(untilReady: false);
        using var health = new Readiness(node.Management);
        await Until(async () => (await health.Answer()).Contains(_folder.File("journal"), StringComparison.Ordinal));

        File.Delete(_folder.File("journal"));

        await health.Until(ready: true);
        Assert.Equal(0, await node.Stop());
    }

    [Fact]
    public async Task A_node_whose_journal_cannot_be_used_stops_in_order()
    {
        await using var node = Node("Data Sauce=journal.db");
        await node.Start(untilReady: false);
        using var health = new Readiness(node.Management);
        await Until(async () => (await health.Answer()).Contains("data sauce", StringComparison.OrdinalIgnoreCase));

        Assert.Equal(0, await node.Stop());

        Assert.DoesNotContain("drain", node.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_names_no_key_is_told()
    {
        await using var node = Node("Data Source=FOLDER/journal.db", ("ACTORSYNC_NODE_NMAE", "node-2"));

        await node.Start();

        await Until(() => Task.FromResult(node.Output.Contains("ACTORSYNC_NODE_NMAE names no key", StringComparison.Ordinal)));
    }

    private NodeProcess Node(string journal, params (string Name, string Value)[] variables) => new(
        $$"""
        {{new AkkaNode().OverFiles}}
        akka.persistence.journal.sql.connection-string = "{{journal}}"
        actorsync.parties { B { base-url = "http://127.0.0.1:1" }, C { base-url = "http://127.0.0.1:1" } }
        """,
        _folder.Path, new AkkaNode().Program) { Variables = variables.ToDictionary(v => v.Name, v => v.Value) };

    private static async Task Until(Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException();
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
