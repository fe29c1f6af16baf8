using System.Net;
using ActorSync.Tests.Storage;
using ActorSync.Tests.Storage.Sqlite;
using Dapper;
using Xunit;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>What a person does to the file of a running node is told, and nothing is answered that the next start would not find.</summary>
public sealed class ChangedStoreTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private NodeProcess _node = null!;

    private string Store => _folder.File("node.db");

    public async Task InitializeAsync()
    {
        _node = new("""
            actorsync {
              parties { B { base-url = "http://127.0.0.1:1" }, C { base-url = "http://127.0.0.1:1" } }
              links = [{ from = B, to = C }]
              engine.answer-timeout = 1s
            }
            """, _folder.Path);
        await _node.Start();
        // A busy machine may take longer than that for the first.
        for (var tries = 0; tries < 30 && await Submit("before") is not HttpStatusCode.Accepted;) tries++;
        Assert.Equal(HttpStatusCode.Accepted, await Submit("before"));
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "the database file was deleted, moved away or replaced")]
    [InlineData("-wal", "the write-ahead log, was deleted, moved away or replaced")]
    public async Task A_file_that_was_replaced_makes_the_node_unready_and_nothing_is_accepted(string suffix, string why)
    {
        await File.WriteAllBytesAsync(_folder.File("other"), []);
        File.Move(_folder.File("other"), Store + suffix, overwrite: true);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Submit("after"));

        using var health = new Readiness(_node.Management);
        await health.Until(ready: false);
        Assert.Contains(why, await health.Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_gone_makes_the_node_unready_until_it_is_back()
    {
        await using var tool = Tool.Open(Store);
        await tool.ExecuteAsync("alter table journal rename to gone");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Submit("after"));

        using var health = new Readiness(_node.Management);
        await health.Until(ready: false);
        Assert.Contains("no such table: journal", await health.Answer(), StringComparison.Ordinal);
        await tool.ExecuteAsync("alter table gone rename to journal");
        await health.Until(ready: true);
        Assert.Equal(HttpStatusCode.Accepted, await Submit("after"));
    }

    private async Task<HttpStatusCode> Submit(string id)
    {
        using var http = new HttpClient { BaseAddress = _node.Api };
        using var body = new StringContent(Reports.Forum(id).ToJsonString());
        body.Headers.ContentType = new("application/json");
        return (await http.PostAsync(new Uri("/v1/submissions", UriKind.Relative), body)).StatusCode;
    }
}
