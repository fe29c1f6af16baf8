using System.Globalization;
using System.Text.Json.Nodes;
using ActorSync.Benchmarks.Growth;
using ActorSync.Benchmarks.Pipeline;

namespace ActorSync.Benchmarks.Waiting;

/// <summary>A node with so many waiting registrations.</summary>
internal sealed class Waiters : IAsyncDisposable
{
    private const int LinesAtOnce = 500;
    private static readonly TimeSpan LongerThanSubDelay = TimeSpan.FromHours(1);

    private Waiters(int waiting, Deployment deployment)
    {
        (Waiting, Deployment) = (waiting, deployment);
        Point = new(waiting, deployment, new(deployment.Api, deployment.ReceiverUrl));
    }

    public int Waiting { get; }

    public Deployment Deployment { get; }

    /// <summary>What it does beside them.</summary>
    public Point Point { get; }

    /// <param name="waiting">How many.</param>
    /// <param name="throughNode">Hands them in at the node, a few thousand a second; else they are in its store when it starts.</param>
    /// <param name="config">HOCON over the defaults.</param>
    public static async Task<Waiters> Start(int waiting, bool throughNode, string config)
    {
        var deployment = await Deployment.Start(config, fill: throughNode ? null : path => WaitingStore.Fill(path, waiting));
        try
        {
            if (throughNode)
            {
                using var pipeline = new PipelineRun(deployment.Api, deployment.ReceiverUrl);
                await pipeline.Feed(Lines(waiting));
                await UntilLookedAt(deployment.Api, waiting);
            }
            Live.Say($"{waiting:N0} waiting: until the node has found them all");
            await Recovery.End(deployment.Management);
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
        return new(waiting, deployment);
    }

    public async ValueTask DisposeAsync()
    {
        Point.Dispose();
        await Deployment.DisposeAsync();
    }

    /// <summary>Every one of them is looked at when its sub delay is over; those that came last, last.</summary>
    private static async Task UntilLookedAt(Uri api, int waiting)
    {
        Live.Say($"{waiting:N0} waiting: until each has been looked at after its sub delay");
        using var http = new HttpClient { BaseAddress = api };
        await Patience.Until(async () =>
        {
            var page = JsonNode.Parse(await http.GetStringAsync(new Uri("/v1/submissions?status=gated&limit=1", UriKind.Relative)))!;
            var due = page["submissions"]!.AsArray() is [var newest, ..] ? (string?)newest!["nextDue"] : null;
            return due is not null
                && DateTimeOffset.Parse(due, CultureInfo.InvariantCulture) > TimeProvider.System.GetUtcNow() + LongerThanSubDelay
                ? null
                : $"expected the newest registration to wait for its gate, found it due at {due}";
        });
    }

    private static IEnumerable<byte[]> Lines(int waiting) => Enumerable.Range(0, waiting).Chunk(LinesAtOnce).Select(accounts =>
    {
        Live.Say($"handing in: {accounts[0]:N0} of {waiting:N0} waiting registrations");
        return Workload.Lines(accounts.Select(WaitingStore.Registration));
    });
}
