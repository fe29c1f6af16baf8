using System.Net;
using System.Text.Json;
using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests;

public sealed class SimulatedPartyControlTests
{
    [Fact]
    public async Task Faults_are_set_all_at_once_while_it_runs()
    {
        await using var c = await Caller.Of(new() { ErrorPercent = 100 });
        const string json =
            """
            { "latency": "50ms", "latencyJitter": "1.5s", "unavailablePercent": 12.5, "hang": "2m", "tokenLifetime": "1h",
              "ratePerSecond": 100, "echo": { "node": "http://127.0.0.1:5080", "delay": "3s", "doublePercent": 10 } }
            """;

        using var response = await c.PutJson("/faults", json);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var expected = new SimulatedFaults
        {
            Latency = TimeSpan.FromMilliseconds(50), LatencyJitter = TimeSpan.FromSeconds(1.5), UnavailablePercent = 12.5,
            Hang = TimeSpan.FromMinutes(2), TokenLifetime = TimeSpan.FromHours(1), RatePerSecond = 100,
            Echo = new() { Node = "http://127.0.0.1:5080", Delay = TimeSpan.FromSeconds(3), DoublePercent = 10 },
        };
        Assert.Equal(expected, c.Party.Faults);
        var shown = await c.Json("/faults");
        Assert.Equal(HttpStatusCode.OK, (await c.PutJson("/faults", shown.GetRawText())).StatusCode);
        Assert.Equal(expected, c.Party.Faults);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]", "expected an object")]
    [InlineData("""{"errorPercents":1}""", "errorPercents: expected a field")]
    [InlineData("""{"errorPercent":"x"}""", "errorPercent: expected")]
    [InlineData("""{"latency":"soon"}""", "latency: expected a duration such as 50ms")]
    [InlineData("""{"latency":5}""", "latency: expected a duration")]
    [InlineData("""{"echo":{}}""")]
    public async Task What_describes_no_faults_is_refused(string json, string says = "")
    {
        await using var c = await Caller.Of(new() { RatePerSecond = 9 });

        using var response = await c.PutJson("/faults", json);
        var detail = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(says, detail, StringComparison.Ordinal);
        Assert.DoesNotContain(".NET", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("ActorSync.", detail, StringComparison.Ordinal);
        Assert.Equal(9, c.Party.Faults.RatePerSecond);
    }

    [Fact]
    public async Task All_that_is_out_of_range_is_said_at_once()
    {
        await using var c = await Caller.Of();

        using var response = await c.PutJson("/faults",
            """{"errorPercent":101,"cutAfterPercent":-1,"hang":"25h","ratePerSecond":0,"tokenCalls":-1"""
                + ""","echo":{"node":"here","delay":"-1s"}}""");
        var errors = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors");

        Assert.Equal(HttpStatusCode.UnprocessableContent, response.StatusCode);
        Assert.Equal(
            ["/errorPercent", "/cutAfterPercent", "/hang", "/echo/delay", "/ratePerSecond", "/tokenCalls", "/echo/node"],
            errors.EnumerateArray().Select(e => e.GetProperty("pointer").GetString()));
        Assert.Equal(SimulatedFaults.None, c.Party.Faults);
    }

    [Fact]
    public async Task Settings_are_checked_before_it_starts()
    {
        var settings = new SimulatedPartySettings
        {
            Name = Some.C, CallsShown = 0, ViolationsShown = 0, EchoCapacity = 0, EchoesAtOnce = 0, Faults = new() { ErrorPercent = -1 },
        };

        Assert.Equal(
            ["/callsShown", "/violationsShown", "/echoCapacity", "/echoesAtOnce", "/faults/errorPercent"],
            settings.Check().Select(f => f.Pointer));
        await Assert.ThrowsAsync<ArgumentException>(() => SimulatedParty.Start(settings, TimeProvider.System));
    }

    [Fact]
    public async Task The_report_tells_what_came_in_order()
    {
        await using var c = await Caller.Of();
        await c.Put("dinner", 1, "k1", main: "forum");
        await c.Put("forum", 1, "k2");
        await c.Delete("forum", "k3");

        var report = await c.Json("/report");

        Assert.Equal(
            ("C", 3, 1),
            (report.GetProperty("party").GetString(), report.GetProperty("calls").GetInt32(), report.GetProperty("violations").GetInt32()));
        Assert.Equal(1, report.GetProperty("violationsByKind").GetProperty("sub-before-main").GetInt32());
        Assert.Equal("sub-before-main", report.GetProperty("firstViolations")[0].GetProperty("kind").GetString());
        Assert.Equal(1, report.GetProperty("results").GetProperty("took-over").GetInt32());
        Assert.Equal(1, report.GetProperty("statuses").GetProperty("409").GetInt32());
        Assert.Equal(
            ["1 PUT dinner forum k1 409 refused", "2 PUT forum  k2 201 took-over", "3 DELETE forum  k3 204 cancelled"],
            report.GetProperty("received").EnumerateArray().Select(Told));
        Assert.Equal(
            [3],
            (await c.Json("/report?received=1")).GetProperty("received").EnumerateArray().Select(r => r.GetProperty("number").GetInt32()));
    }

    [Fact]
    public async Task The_report_keeps_the_latest_calls_and_the_first_violations()
    {
        await using var c = await Caller.With(new SimulatedPartySettings { Name = Some.C, CallsShown = 3, ViolationsShown = 2 });

        for (var i = 5; i >= 1; i--) await c.Put("forum", i);

        Assert.Equal([3L, 4L, 5L], c.Report.Received.Select(r => r.Number));
        Assert.Equal([2L, 3L], c.Report.FirstViolations.Select(v => v.Call));
        Assert.Equal(4, c.Report.Violations);
    }

    [Fact]
    public async Task A_reset_forgets_all_but_the_faults()
    {
        await using var c = await Caller.Of(new() { RatePerSecond = 1000 });
        await c.Put("forum", 2, "k1");
        await c.Put("forum", 1, "k2");

        Assert.Equal(204, (await c.Post("/reset")).Status);

        Assert.Equal((0L, 0L), (c.Report.Calls, c.Report.Violations));
        Assert.Empty(c.Party.Held());
        Assert.Equal(1000, c.Party.Faults.RatePerSecond);
        Assert.Equal(201, await c.Put("forum", 1, "k1"));
    }

    [Fact]
    public async Task A_party_with_calls_under_way_can_be_stopped()
    {
        var time = new ManualTime();
        var c = await Caller.Of(new() { HangBeforePercent = 100, Hang = TimeSpan.FromMinutes(1) }, time);
        var call = c.Put("forum", 1);
        await time.Waits(1, TimeSpan.FromMinutes(1));

        await c.Party.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    private static string Told(JsonElement call)
    {
        string[] names = ["number", "method", "meeting", "mainMeeting", "key", "status", "result"];
        return string.Join(' ', names.Select(n => call.TryGetProperty(n, out var value) ? value.ToString() : ""));
    }
}
