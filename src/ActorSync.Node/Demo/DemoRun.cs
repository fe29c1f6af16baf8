using ActorSync.Node.Commands;
using ActorSync.Node.Configuration;
using ActorSync.Node.Hosting;
using ActorSync.Node.Simulation;

namespace ActorSync.Node.Demo;

/// <summary>A node on a temporary store between two simulated parties: B reports, C receives and echoes what it takes over.</summary>
internal sealed class DemoRun(ILoggerFactory logs, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan EchoDelay = TimeSpan.FromMilliseconds(300);
    private static readonly PartyId B = PartyId.Parse("B");
    private static readonly PartyId C = PartyId.Parse("C");

    /// <summary>Some of everything that goes wrong at night.</summary>
    private static readonly SimulatedFaults Trouble = new()
    {
        ErrorPercent = 20, HangAfterPercent = 5, CutAfterPercent = 5, Hang = TimeSpan.FromSeconds(5),
    };

    public DemoCounts Counts { get; } = new();

    public static IReadOnlyCollection<PartyId> Parties => [B, C];

    /// <param name="file">What B reports.</param>
    /// <param name="trouble">Whether C fails now and then.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<DemoResult> Run(DemoFile file, bool trouble, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("actorsync-demo-");
        try
        {
            await using var b = await SimulatedParty.Start(new() { Name = B }, time);
            await using var c = await SimulatedParty.Start(new() { Name = C, Faults = trouble ? Trouble : SimulatedFaults.None }, time);
            await using var node = await NodeHost.Start(Settings(folder, b, c), logs, time, cancellation);
            node.Stored += Counts.Add;
            c.Faults = c.Faults with { Echo = new() { Node = node.Api.ToString(), Delay = EchoDelay, DoublePercent = 10 } };
            return await Feed(file, node, b, c, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<DemoResult> Feed(DemoFile file, NodeHost node, SimulatedParty b, SimulatedParty c, CancellationToken cancellation)
    {
        using var client = new NodeClient(node.Api, null);
        var sender = new BatchSender(client, time, TimeSpan.FromSeconds(30));
        var started = time.GetTimestamp();
        foreach (var (number, text) in file.Lines) await sender.Add(number, text, cancellation);
        await sender.Flush(cancellation);
        var took = await UntilSettled(node, c, started, cancellation);

        var statuses = await Tally(node, cancellation);
        var held = c.Held().ToDictionary(r => r.Key, r => r.Value.Data);
        var report = c.Report(received: 0);
        return new()
        {
            Lines = file.Lines.Length,
            Refused = sender.Statuses.GetValueOrDefault("refused"),
            FirstRefused = sender.Refused,
            Redelivered = file.Lines.Length - sender.Statuses.GetValueOrDefault("refused") - statuses.Values.Sum(),
            Statuses = statuses,
            Gated = Counts.Gated,
            Attempts = Counts.Attempts,
            Violations = report.Violations,
            CallsBack = b.Report(received: 0).Calls,
            Echoes = report.Echoes.Taken,
            RecordsAsExpected = file.Expected is { } expected
                ? expected.Count == held.Count
                    && expected.All(e => held.TryGetValue(e.Key, out var data) && data.Hash == e.Value.Hash)
                : null,
            Records = held.Count,
            Time = took,
        };
    }

    /// <summary>Waits until everything has an outcome and the echoes have come home.</summary>
    /// <returns>The time to the last delivery.</returns>
    private async Task<TimeSpan> UntilSettled(NodeHost node, SimulatedParty c, long started, CancellationToken cancellation)
    {
        var (last, took, quietSince) = (-1, TimeSpan.Zero, time.GetTimestamp());
        while (true)
        {
            if (Counts.Delivered != last) (last, took) = (Counts.Delivered, time.GetElapsedTime(started));
            var counts = await node.Store.Count(cancellation);
            var open = counts.GetValueOrDefault(Status.Waiting) + counts.GetValueOrDefault(Status.Gated)
                + counts.GetValueOrDefault(Status.Retrying);
            if (open + c.Report(received: 0).Echoes.Open > 0) quietSince = time.GetTimestamp();
            else if (time.GetElapsedTime(quietSince) > 2 * EchoDelay) return took;
            await Task.Delay(Look, time, cancellation);
        }
    }

    /// <summary>What B reported, by status.</summary>
    private static async Task<Dictionary<Status, long>> Tally(NodeHost node, CancellationToken cancellation)
    {
        Dictionary<Status, long> tally = [];
        var filter = new LogFilter { Party = B, Limit = LogFilter.MaxLimit };
        while (true)
        {
            var page = await node.Store.List(filter, cancellation);
            foreach (var e in page.Entries.Where(e => e.Submission.Origin == B))
                tally[e.Status.Status] = tally.GetValueOrDefault(e.Status.Status) + 1;
            if (page.Next is null) return tally;
            filter = filter with { After = page.Next };
        }
    }

    private static NodeSettings Settings(DirectoryInfo folder, SimulatedParty b, SimulatedParty c) => NodeConfiguration.Read(null,
    [
        "node.name=demo", "node.listen=\"http://127.0.0.1:0\"", "node.management=\"http://127.0.0.1:0\"",
        $"store.embedded.path=\"{Path.Combine(folder.FullName, "demo.db").Replace("\\", "\\\\", StringComparison.Ordinal)}\"",
        $"parties.B.base-url=\"{b.Url}\"", $"parties.C.base-url=\"{c.Url}\"", "parties.C.attempt-timeout=2s",
        "links=[{ from = B, to = C, main-first = on, sub-delay = 1s, gate-timeout = 4s }, { from = C, to = B }]",
        "log.level=error", "log.format=text",
    ], new Dictionary<string, string>(), []);
}
