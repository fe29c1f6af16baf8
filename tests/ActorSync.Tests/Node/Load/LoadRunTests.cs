using System.Net;
using ActorSync.Node.Load;
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
        await using var node = LoadNode.Of(_ => LoadNode.Page(), onBatch: () =>
        {
            if (Interlocked.Increment(ref batches) == 2) stop.Cancel();
        });

        var result = await Run(node.Url, stop.Token, 1, 1, 1);

        Assert.Equal(2, result.Steps.Count);
        Assert.Equal((false, "cancelled"), (result.IsRight, result.Steps[1].Interrupted));
        Assert.Null(result.Steps[0].Interrupted);
        Assert.IsAssignableFrom<OperationCanceledException>(result.Interruption);
        Assert.Contains("cancelled", LoadPage.Of(result), StringComparison.Ordinal);
    }

    private static Task<LoadResult> Run(string node, CancellationToken cancellation, params int[] steps) => new LoadRun(new()
    {
        Steps = steps, Shape = LoadShape.Parse("", out _)!, Seed = 1, Batch = 100, Senders = 1, GiveUp = TimeSpan.FromMinutes(1),
        Hang = TimeSpan.FromSeconds(30), From = PartyId.Parse("B"), To = PartyId.Parse("C"), Node = new(node),
        Receiver = new(IPAddress.Loopback, 0), Overrides = [],
    }, NullLoggerFactory.Instance, TimeProvider.System).Run(cancellation);
}
