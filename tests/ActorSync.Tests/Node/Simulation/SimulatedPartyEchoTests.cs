using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests;

public sealed class SimulatedPartyEchoTests
{
    /// <summary>Between two tries; a try itself may take longer.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task What_is_taken_over_is_reported_to_the_node()
    {
        await using var node = new FakeNode();
        await using var c = await Caller.Of(new() { Echo = new() { Node = node.Url } }, new ManualTime());

        await c.Put("forum", 7, "k1", data: """{"name":"陈敏","n":1.0}""");
        var first = await node.Next();
        await c.Put("dinner", 3, "k2", main: "forum");
        var second = await node.Next();
        await c.Delete("dinner", "k3");
        var third = await node.Next();

        Assert.Equal("POST /v1/submissions HTTP/1.1", first.Line);
        Assert.Equal("""{"name":"陈敏","n":1.0}""", first.Json.GetProperty("data").GetRawText());
        Assert.Equal(
            ["C acc-1 forum  update 1", "C acc-1 dinner forum update 1", "C acc-1 dinner forum cancel 2"],
            [Told(first), Told(second), Told(third)]);
        Assert.Equal("2026-10-08T01:00:00Z", first.Json.GetProperty("occurredAt").GetString());
        Assert.False(third.Json.TryGetProperty("data", out _));
        Assert.Equal(3, new[] { first, second, third }.Select(Id).Distinct().Count());
    }

    [Fact]
    public async Task What_the_party_reports_is_a_submission()
    {
        await using var node = new FakeNode();
        await using var c = await Caller.Of(new() { Echo = new() { Node = node.Url } });

        await c.Put("forum/a b", 1, data: """{"name":"陈敏"}""");
        await c.Delete("forum/a b");

        for (var i = 0; i < 2; i++)
            Assert.Empty(SubmissionReader.Read((await node.Next()).Body, TimeProvider.System.GetUtcNow(), [Some.C]).Faults);
    }

    [Fact]
    public async Task A_nodes_key_stays_while_the_faults_change_and_goes_to_no_other_node()
    {
        await using var node = new FakeNode();
        await using var other = new FakeNode();
        await using var c = await Caller.Of(new() { Echo = new() { Node = node.Url, Key = "some-key" } });

        await c.PutJson("/faults", $$$"""{"latency":"1ms","echo":{"node":"{{{node.Url}}}/"}}""");
        await c.Put("forum", 1);
        var kept = await node.Next();
        await c.PutJson("/faults", $$$"""{"echo":{"node":"{{{other.Url}}}"}}""");
        await c.Put("dinner", 1);

        Assert.Equal("Bearer some-key", kept.Header("Authorization"));
        Assert.Null((await other.Next()).Header("Authorization"));
    }

    [Fact]
    public async Task Only_changes_are_reported()
    {
        await using var node = new FakeNode();
        await using var c = await Caller.Of(new() { Echo = new() { Node = node.Url } });

        await c.Put("dinner", 1, "k1", main: "forum");
        await c.Delete("forum", "k2");
        await c.Put("forum", 1, "k3");
        await c.Put("forum", 1, "k3");
        await c.Put("last", 1, "k4");

        Assert.Equal(["forum", "last"], new[] { Meeting(await node.Next()), Meeting(await node.Next()) }.Order());
        Assert.Equal(0, node.Unread);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task It_reports_again_until_it_is_answered(int status)
    {
        var time = new ManualTime();
        await using var node = new FakeNode(status, 202);
        await using var c = await Caller.Of(new() { Echo = new() { Node = node.Url } }, time);

        await c.Put("forum", 1);
        var first = await node.Next();
        await time.Waits(1, length => length <= LongestPause);
        time.Advance(LongestPause);
        var again = await node.Next();

        Assert.Equal(Id(first), Id(again));
        Assert.Equal(1, c.Report.Echoes.Retried);
    }

    [Fact]
    public async Task A_refused_report_is_not_repeated()
    {
        await using var node = new FakeNode(422, 202);
        await using var c = await Caller.Of(new() { Echo = new() { Node = node.Url } });

        await c.Put("forum", 1);
        await node.Next();
        await c.Put("forum", 2);

        Assert.Equal(2, (await node.Next()).Json.GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task A_report_is_late_by_chance()
    {
        var time = new ManualTime();
        await using var node = new FakeNode();
        await using var c = await Caller.Of(new() { Echo = new() { Node = node.Url, Delay = TimeSpan.FromMinutes(1) } }, time);

        await c.Put("forum", 1);
        await time.Waits(1, TimeSpan.FromTicks(1));
        Assert.Equal(1, c.Report.Echoes.Open);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("forum", Meeting(await node.Next()));
    }

    [Fact]
    public async Task A_doubled_report_comes_again_as_it_was_or_under_another_id()
    {
        await using var node = new FakeNode();
        await using var c = await Caller.Of(new() { Echo = new() { Node = node.Url, DoublePercent = 100 } });

        for (var i = 1; i <= 20; i++) await c.Put("forum", i);
        var ids = new List<string>();
        for (var i = 0; i < 40; i++) ids.Add(Id(await node.Next()));

        Assert.Equal(20, ids.Distinct().Count(id => !id.EndsWith("-again", StringComparison.Ordinal)));
        Assert.InRange(ids.Count(id => id.EndsWith("-again", StringComparison.Ordinal)), 1, 19);
    }

    [Fact]
    public async Task Only_the_share_that_is_asked_for_is_reported()
    {
        await using var node = new FakeNode();
        var none = new SimulatedFaults { Echo = new() { Node = node.Url, Percent = 0 } };
        await using var c = await Caller.Of(none);

        await c.Put("first", 1);
        c.Party.Faults = none with { Echo = none.Echo with { Percent = 100 } };
        await c.Put("second", 1);

        Assert.Equal("second", Meeting(await node.Next()));
        Assert.Equal(0, node.Unread);
    }

    [Fact]
    public async Task More_reports_than_may_wait_are_dropped_and_counted()
    {
        var settings = new SimulatedPartySettings
        {
            Name = Some.C, EchoCapacity = 2,
            Faults = new() { Echo = new() { Node = "http://127.0.0.1:1", Delay = TimeSpan.FromMinutes(1) } },
        };
        await using var c = await Caller.With(settings, new ManualTime());

        for (var i = 1; i <= 5; i++) await c.Put("forum", i);

        Assert.Equal((2L, 3L), (c.Report.Echoes.Open, c.Report.Echoes.Dropped));
    }

    private static string Id(FakeRequest report) => report.Json.GetProperty("id").GetString()!;

    private static string Meeting(FakeRequest report) => report.Json.GetProperty("meeting").GetString()!;

    private static string Told(FakeRequest report)
    {
        string[] names = ["origin", "account", "meeting", "mainMeeting", "operation", "revision"];
        return string.Join(' ', names.Select(n => report.Json.TryGetProperty(n, out var value) ? value.ToString() : ""));
    }
}
