using System.Text.Json.Nodes;
using Xunit;

namespace ActorSync.Tests.Node.Api;

public sealed class BulkActionTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    [Fact]
    public async Task All_that_match_are_acted_on()
    {
        string[] accounts = ["many-1", "many-2", "many-3"];
        foreach (var account in accounts)
        {
            _node.C.Answer(account, 422);
            await _node.Submit(On(account, "fair"));
            await _node.Until("parked", IdOf(account, "fair"));
            _node.C.TakeOver(account);
        }

        var reply = (await Act("retry", new() { ["status"] = "parked", ["meeting"] = "fair", ["party"] = "C" })).Ok();

        Assert.Equal(("retry", 3, 3, false), ((string?)reply["action"], (int)reply["matched"]!, (int)reply["done"]!, (bool)reply["more"]!));
        Assert.Empty(reply["notDone"]!.AsArray());
        foreach (var account in accounts) await _node.Until("done", IdOf(account, "fair"));
    }

    [Fact]
    public async Task What_an_action_does_not_apply_to_is_told_with_the_reason()
    {
        await _node.Submit(On("mixed", "expo"));
        await _node.Until("done", IdOf("mixed", "expo"));

        var reply = (await Act("release", new() { ["meeting"] = "expo" })).Ok();

        Assert.Equal((1, 0), ((int)reply["matched"]!, (int)reply["done"]!));
        var not = Assert.Single(reply["notDone"]!.AsArray())!;
        Assert.Equal((IdOf("mixed", "expo"), "C"), ((string?)not["id"], (string?)not["to"]));
        Assert.Contains("no open delivery", (string)not["why"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_receiver_only_what_goes_to_it_is_acted_on()
    {
        foreach (var (receiver, origin) in new[] { (_node.C, "B"), (_node.B, "C") })
        {
            receiver.Answer($"from-{origin}", 422);
            var report = On($"from-{origin}", "talk");
            report["origin"] = origin;
            await _node.Submit(report);
            await _node.Until("parked", IdOf($"from-{origin}", "talk"), origin);
        }
        JsonObject Parked() => new() { ["status"] = "parked", ["meeting"] = "talk" };

        var nobody = (await Act("skip", Parked(), to: "NOBODY")).Ok();
        var toC = (await Act("skip", Parked(), to: "C")).Ok();

        Assert.Equal((0, 0), ((int)nobody["matched"]!, (int)nobody["done"]!));
        Assert.Equal((1, 1), ((int)toC["matched"]!, (int)toC["done"]!));
        await _node.Until("cancelled", IdOf("from-B", "talk"));
        Assert.Equal("parked", (string?)(await _node.Find(IdOf("from-C", "talk"), "C"))["status"]);
        var ofB = Parked();
        ofB["party"] = "B";
        Assert.Equal(0, (int)(await Act("skip", ofB, to: "C")).Ok()["matched"]!);
    }

    [Fact]
    public async Task A_limit_bounds_how_many_are_acted_on_and_says_that_there_are_more()
    {
        for (var i = 0; i < 5; i++)
        {
            var report = On($"limited-{i}", "gala");
            report["mainMeeting"] = "opening";
            await _node.Submit(report);
            await _node.Until("gated", IdOf($"limited-{i}", "gala"));
        }

        var reply = (await Act("skip", new() { ["status"] = "gated", ["meeting"] = "gala" }, limit: 2)).Ok();

        Assert.Equal((2, 2, true), ((int)reply["matched"]!, (int)reply["done"]!, (bool)reply["more"]!));
        var rest = (await Act("skip", new() { ["status"] = "gated", ["meeting"] = "gala" })).Ok();
        Assert.Equal((3, 3, false), ((int)rest["matched"]!, (int)rest["done"]!, (bool)rest["more"]!));
    }

    [Theory]
    [InlineData("""{"action":"edit","by":"b","why":"w","filter":{"status":"parked"}}""", "/action")]
    [InlineData("""{"by":"b","why":"w","filter":{"status":"parked"}}""", "/action")]
    [InlineData("""{"action":"retry","by":"b","why":"w"}""", "/filter")]
    [InlineData("""{"action":"retry","by":"b","why":"w","filter":{}}""", "/filter")]
    [InlineData("""{"action":"retry","by":"b","why":"w","filter":{"status":"lost"}}""", "/filter/status")]
    [InlineData("""{"action":"retry","by":"b","why":"w","filter":{"status":"delivering"}}""", "/filter/status")]
    [InlineData("""{"action":"retry","by":"b","why":"w","filter":{"from":"soon"}}""", "/filter/from")]
    [InlineData("""{"action":"retry","by":"b","why":"w","filter":{"account":""}}""", "/filter/account")]
    [InlineData("""{"action":"retry","by":"b","why":"w","filter":{"status":"parked"},"limit":0}""", "/limit")]
    [InlineData("""{"action":"retry","by":"b","why":"w","filter":{"status":"parked"},"limit":10001}""", "/limit")]
    [InlineData("""{"action":"retry","by":"b","why":"w","filter":{"limit":5}}""", "/filter/limit")]
    [InlineData("""{"action":"retry","by":"b","why":"w","filter":[]}""", "/filter")]
    [InlineData("""{"action":"retry","by":"b","why":"w","filter":{"status":"parked"},"to":""}""", "/to")]
    [InlineData("""{"action":"retry","by":"b","why":"w","filter":{"status":"parked"},"to":["C"]}""", "/to")]
    [InlineData("""{"action":"retry","by":"","why":"w","filter":{"status":"parked"}}""", "/by")]
    public async Task A_fault_refuses_the_whole(string body, string pointer)
    {
        var answer = await _node.Post("/v1/actions", body);

        answer.Refused(422);
        Assert.Equal([pointer], answer.Pointers);
    }

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        var answer = await _node.Post("/v1/actions", """
            {"action":["retry"],"why":5,"colour":"red","limit":"all","to":"","subs":"maybe","subs":"go",
             "filter":{"status":"lost","party":"","from":"soon","to":7,"limit":5,"me/ga":1}}
            """);

        answer.Refused(422);
        Assert.Equal(
            [
                "/action", "/by", "/colour", "/filter/from", "/filter/limit", "/filter/me~1ga", "/filter/party", "/filter/status",
                "/filter/to", "/limit", "/subs", "/to", "/why",
            ],
            answer.Pointers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_says_nothing_is_told_all_that_it_has_to_say()
    {
        var answer = await _node.Post("/v1/actions", "{}");

        answer.Refused(422);
        Assert.Equal(["/action", "/by", "/filter", "/why"], answer.Pointers.Order(StringComparer.Ordinal));
    }

    private Task<HttpAnswer> Act(string action, JsonObject filter, int? limit = null, string? to = null) =>
        _node.Post("/v1/actions", new JsonObject
        {
            ["action"] = action, ["by"] = "ops", ["why"] = "a test", ["filter"] = filter, ["limit"] = limit, ["to"] = to,
        });

    private static JsonObject On(string account, string meeting)
    {
        var report = Reports.Forum(account);
        (report["meeting"], report["id"]) = (meeting, IdOf(account, meeting));
        return report;
    }

    private static string IdOf(string account, string meeting) => $"{account}-{meeting}";
}
