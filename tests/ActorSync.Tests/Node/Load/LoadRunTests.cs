using System.Net;
using System.Net.Http.Json;
using ActorSync.Node.Load;
using ActorSync.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ActorSync.Tests.Node.Load;

public sealed class LoadRunTests
{
    [Fact]
    public async Task A_run_that_is_interrupted_tells_what_it_has_seen_and_is_not_right()
    {
        using var stop = new CancellationTokenSource();
        var batches = 0;
        await using var node = LoadNode.Of(_ => LoadNode.Page(), onBatch: async () =>
        {
            if (Interlocked.Increment(ref batches) == 2) await stop.CancelAsync();
        });

        var result = await new LoadRun(Settings(node.Url, 1, 1, 1), NullLoggerFactory.Instance, TimeProvider.System).Run(stop.Token);

        Assert.Equal(2, result.Steps.Count);
        Assert.Equal((false, "cancelled"), (result.IsRight, result.Steps[1].Interrupted));
        Assert.Null(result.Steps[0].Interrupted);
        Assert.IsAssignableFrom<OperationCanceledException>(result.Interruption);
        Assert.Contains("cancelled", LoadPage.Of(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_too_large_for_the_node_is_refused_and_says_why()
    {
        await using var node = LoadNode.Of(_ => LoadNode.Page(), batches: (413, """{"title":"expected at most 100 bytes"}"""));

        var step = (await Run(Settings(node.Url, 1))).Steps[0];

        Assert.Equal(1, step.Receipts["refused"]);
        var outcome = step.Verdicts.Single(v => v.Name == "an outcome for each input");
        Assert.StartsWith("0 of 1 known, 0 open, 1 refused, 0 unanswered; ", outcome.Found, StringComparison.Ordinal);
        Assert.Contains("expected at most 100 bytes", outcome.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_run_left_at_the_node_is_not_echoed()
    {
        var settings = Settings("http://127.0.0.1", 1);
        using var http = new HttpClient();
        await using var node = LoadNode.Of(_ => LoadNode.Page(), onBatch: async () =>
        {
            using var left = await http.PutAsJsonAsync($"http://{settings.Receiver}/accounts/load-0-1-0/registrations/load-0-1", new
            {
                account = "load-0-1-0", meeting = "load-0-1", operation = "register", revision = 2, occurredAt = Some.Time, origin = "B",
                data = new { },
            });
            left.EnsureSuccessStatusCode();
        });

        var result = await Run(settings with { Node = new(node.Url), Shape = LoadShape.Parse("echoed=100", out _)! });

        var echoes = result.Steps[0].Verdicts.Single(v => v.Name == "each echo is taken in");
        Assert.StartsWith("0 sent", echoes.Found, StringComparison.Ordinal);
    }

    private static Task<LoadResult> Run(LoadSettings settings) =>
        new LoadRun(settings, NullLoggerFactory.Instance, TimeProvider.System).Run(default);

    private static LoadSettings Settings(string node, params int[] steps) => new()
    {
        Steps = steps, Shape = LoadShape.Parse("", out _)!, Seed = 1, Batch = 100, Senders = 1, GiveUp = TimeSpan.FromMinutes(1),
        Hang = TimeSpan.FromSeconds(30), From = PartyId.Parse("B"), To = PartyId.Parse("C"), Node = new(node),
        Receiver = new(IPAddress.Loopback, FreePort.Take()), Overrides = [],
    };
}
