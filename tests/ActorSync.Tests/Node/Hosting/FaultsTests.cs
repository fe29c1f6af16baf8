using System.Text.Json.Nodes;
using ActorSync.Node.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ActorSync.Tests.Node.Hosting;

public sealed class FaultsTests
{
    [Fact]
    public async Task A_store_that_is_away_is_told_with_what_to_do()
    {
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { Response = { Body = body } };

        await Faults.Handle(http, _ => throw new StoreUnavailableException("away"), NullLogger.Instance);
        await http.Response.BodyWriter.FlushAsync();

        var problem = JsonNode.Parse(body.ToArray())!;
        Assert.Equal((503, "1"), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()));
        Assert.Equal("Store away", (string?)problem["title"]);
        Assert.Contains("Ask again later", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sender_that_breaks_off_is_told_in_one_line_and_is_no_fault_of_the_node(bool isSeen)
    {
        var logs = new CapturedLogs();
        var http = new DefaultHttpContext { Request = { Method = "POST", Path = "/v1/submissions" }, RequestAborted = new(isSeen) };
        Exception fault = isSeen ? new IOException("gone") : new ConnectionResetException("gone");

        await Faults.Handle(http, _ => throw fault, logs.CreateLogger(""));

        Assert.Empty(logs.Errors);
        Assert.Equal("POST /v1/submissions was broken off by its sender: gone", Assert.Single(logs.Lines).TrimEnd());
    }
}
