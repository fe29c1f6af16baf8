using System.Text.Json.Nodes;
using ActorSync.Node.Hosting;
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
}
