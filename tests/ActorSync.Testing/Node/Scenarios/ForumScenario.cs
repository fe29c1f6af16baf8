using System.Text;
using System.Text.Json.Nodes;
using ActorSync.Node.Commands;
using ActorSync.Node.Demo;
using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>
/// The registrations of the autumn forum from B to C, with C echoing all it takes over, and whatever a test adds to that.
/// </summary>
internal sealed class ForumScenario : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorsync-forum-");
    private readonly SimulatedParty _b;
    private readonly string _store;
    private readonly string _parties;
    private readonly string _program;
    private int _others;

    private ForumScenario(SimulatedParty b, SimulatedParty c, string store, string parties, string program)
    {
        (_b, C, _store, _parties, _program) = (b, c, store, parties, program);
        Node = new(store + parties, _folder.FullName, program);
        C.Faults = C.Faults with { Echo = new() { Node = Node.Api.ToString(), Delay = TimeSpan.FromSeconds(1), DoublePercent = 20 } };
    }

    public NodeProcess Node { get; }

    public SimulatedParty C { get; }

    /// <param name="faults">What C does wrong.</param>
    /// <param name="store">Configuration of the stores; empty for the embedded ones. `FOLDER` stands for the node's folder.</param>
    /// <param name="untilReady">False: the node has only to listen.</param>
    /// <param name="program">Which engine's program is run.</param>
    public static async Task<ForumScenario> Start(
        SimulatedFaults faults, string store = "", bool untilReady = true, string program = NodeProcess.Embedded)
    {
        var b = await SimulatedParty.Start(new() { Name = PartyId.Parse("B") }, TimeProvider.System);
        var c = await SimulatedParty.Start(new() { Name = PartyId.Parse("C"), Faults = faults }, TimeProvider.System);
        var scenario = new ForumScenario(b, c, store, $$"""

            actorsync {
              parties {
                B { base-url = "{{b.Url}}" }
                C { base-url = "{{c.Url}}", attempt-timeout = 500ms, back-off { first = 50ms, max = 1s } }
              }
              links = [{ from = B, to = C, main-first = on, sub-delay = 1s, gate-timeout = 20s }, { from = C, to = B }]
            }
            """, program);
        await scenario.Node.Start(untilReady);
        return scenario;
    }

    /// <summary>A node with the same configuration at other addresses, not started.</summary>
    /// <param name="store">What differs for this node; null: nothing.</param>
    public NodeProcess AnotherNode(string? store = null) =>
        new((store ?? _store) + _parties, _folder.CreateSubdirectory($"another-{++_others}").FullName, _program);

    /// <summary>Sends every line, and again whatever had no answer.</summary>
    public async Task Feed()
    {
        var file = DemoFile.Read(null, [PartyId.Parse("B"), PartyId.Parse("C")], DateTimeOffset.UnixEpoch);
        using var client = new NodeClient(Node.Api, null);
        var sender = new BatchSender(client, TimeProvider.System, Patience, linesAtOnce: 200);
        try
        {
            foreach (var (number, text) in file.Lines) await sender.Add(number, text, default);
            await sender.Flush(default);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}; it says:\n{Node.Output}", e);
        }
        Assert.Empty(sender.Refused);
        Assert.Equal(file.Lines.Length, sender.Sent);
    }

    /// <summary>What must hold in the end, whatever has happened on the way.</summary>
    public async Task Verify()
    {
        using var view = new NodeView(Node.Api);
        await view.UntilSettled(Patience);
        await UntilEchoed();
        await view.UntilSettled(Patience);

        var report = C.Report(received: 0);
        Assert.True(report.Violations == 0, string.Join("\n", report.FirstViolations));
        Assert.Equal(0, _b.Report(received: 0).Calls);
        Assert.Equal(Expected(), C.Held().ToDictionary(r => r.Key, r => $"{r.Value.Revision} {r.Value.Data.Hash}"));
        var rows = await view.Rows("&party=B");
        Assert.Equal(3706, rows.Count(r => (string)r["origin"]! == "B"));
        Assert.All(rows.Where(r => (string)r["status"]! == "parked"), r =>
            Assert.StartsWith("main-missing", (string)r["reason"]!, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await C.DisposeAsync();
        await _b.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task UntilEchoed()
    {
        while (C.Report(received: 0).Echoes.Open > 0) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }

    private static Dictionary<string, string> Expected()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Node", "autumn-forum.expected.json");
        return JsonNode.Parse(File.ReadAllText(path))!["held"]!.AsObject()
            .ToDictionary(r => r.Key, r =>
                $"{r.Value!["revision"]} {JsonData.Parse(Encoding.UTF8.GetBytes(r.Value["data"]!.ToJsonString())).Hash}");
    }
}
