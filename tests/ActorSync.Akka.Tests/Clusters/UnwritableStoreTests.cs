using System.Text;
using ActorSync.Storage;
using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace ActorSync.Tests.Akka;

/// <summary>R26: a store that answers and cannot be written is away.</summary>
public sealed class UnwritableStoreTests : IDisposable
{
    private const string Store = "the store";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_node_whose_store_cannot_be_written_stays_unready_until_it_can_though_nobody_asks()
    {
        await using var node = new NodeProcess(
            $$"""
            {{new AkkaNode().OverFiles}}
            actorsync.parties { B { base-url = "http://127.0.0.1:1" }, C { base-url = "http://127.0.0.1:1" } }
            """,
            _folder.Path, new AkkaNode().Program);
        await node.Start();
        using var health = new Readiness(node.Management);
        using (LockOut())
        {
            await Submit(node);
            await health.Until(Store, ok: false, ready: false);

            // Longer than it takes to see that it answers.
            for (var i = 0; i < 20; i++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System);
                Assert.Contains("\"ready\":false", await health.Answer(), StringComparison.Ordinal);
            }
        }

        await health.Until(ready: true);
    }

    /// <summary>Keeps the node from writing until it is disposed.</summary>
    private SqliteConnection LockOut()
    {
        SqliteLibrary.Choose();
        var place = new SqliteConnectionStringBuilder
        {
            DataSource = _folder.File("node.db"), Mode = SqliteOpenMode.ReadWrite, Pooling = false,
        };
        var connection = new SqliteConnection(place.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "begin immediate";
        command.ExecuteNonQuery();
        return connection;
    }

    private static async Task Submit(NodeProcess node)
    {
        using var http = new HttpClient { BaseAddress = node.Api };
        using var body = new StringContent(
            """{"id":"b-1","origin":"B","account":"acc-1","meeting":"forum","operation":"register","revision":1"""
                + ""","occurredAt":"2026-11-01T08:00:00Z","data":{}}""",
            Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/v1/submissions", UriKind.Relative), body);
        Assert.False(answer.IsSuccessStatusCode);
    }
}
