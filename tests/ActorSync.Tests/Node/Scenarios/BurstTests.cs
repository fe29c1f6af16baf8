using System.Text;
using System.Text.Json.Nodes;
using ActorSync.Node.Commands;
using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>Many registrations at once, shuffled and one in five sent twice: each has an outcome, none is lost or doubled.</summary>
public sealed class BurstTests
{
    private const int Seed = 7;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(3_000)]
    [InlineData(10_000)]
    public async Task Every_submission_of_a_burst_has_an_outcome_and_arrives_once_in_order(int count)
    {
        await using var c = await SimulatedParty.Start(new() { Name = Some.C }, TimeProvider.System);
        await using var node = await RunningNode.Start($"parties.C.base-url=\"{c.Url}\"", "engine.shards=64");
        var reports = Burst(count);
        using var client = new NodeClient(node.Host.Api, null);
        var sender = new BatchSender(client, TimeProvider.System, Patience);

        for (var i = 0; i < reports.Count; i++) await sender.Add(i + 1, Encoding.UTF8.GetBytes(reports[i].ToJsonString()), default);
        await sender.Flush(default);

        Assert.Equal((count, reports.Count - count), (sender.Statuses["accepted"], sender.Statuses["duplicate"]));
        await Verify(node, c, reports);
    }

    [Fact]
    public async Task Every_submission_of_a_burst_of_single_ones_has_an_outcome_and_arrives_once_in_order()
    {
        await using var c = await SimulatedParty.Start(new() { Name = Some.C }, TimeProvider.System);
        await using var node = await RunningNode.Start($"parties.C.base-url=\"{c.Url}\"");
        var reports = Burst(1_000);

        var receipts = await Task.WhenAll(reports.Select(node.Submit));

        Assert.Equal(1_000, receipts.Count(r => (string?)r["status"] == "accepted"));
        Assert.Equal(reports.Count - 1_000, receipts.Count(r => (string?)r["status"] == "duplicate"));
        await Verify(node, c, reports);
    }

    private static async Task Verify(RunningNode node, SimulatedParty c, List<JsonObject> reports)
    {
        using var view = new NodeView(node.Host.Api);
        await view.UntilSettled(Patience);
        var rows = await view.Rows();
        var ids = reports.Select(Reports.IdOf).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Equal(ids, rows.Select(r => (string)r["id"]!).Order(StringComparer.Ordinal));
        Assert.All(rows, r => Assert.Equal("done", (string?)r["status"]));
        var report = c.Report();
        Assert.True(report.Violations == 0, string.Join('\n', report.FirstViolations));
        Assert.Equal(ids.Count, report.Calls);
        Assert.Equal(ids.Count, report.Results[CallResult.TookOver]);
        Assert.Equal(
            reports.Select(r => $"{r["account"]}|{r["meeting"]}").Distinct().Order(StringComparer.Ordinal),
            c.Held().Select(h => h.Key).Order(StringComparer.Ordinal));
        Assert.Empty(node.Logs.Errors);
    }

    /// <summary>So many registrations, every other one for a sub-meeting, shuffled, and a fifth of them twice.</summary>
    private static List<JsonObject> Burst(int count)
    {
        var chance = new Random(Seed);
        var all = Enumerable.Range(0, count)
            .Select(i => i % 2 == 0 ? Reports.Forum($"burst-{i / 2}") : Reports.Dinner($"burst-{i / 2}")).ToList();
        all.AddRange(all.Take(count / 5).Select(r => r.DeepClone().AsObject()).ToList());
        var shuffled = all.ToArray();
        chance.Shuffle(shuffled);
        return [.. shuffled];
    }
}
