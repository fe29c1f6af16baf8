using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace ActorSync.Tests.Node.Api;

public sealed class AccountPageTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    [Fact]
    public async Task An_account_shows_what_each_party_holds_and_what_is_open()
    {
        await _node.Submit(Reports.Forum("held"));
        await _node.Until("done", "held-forum-1");
        _node.C.Answer("held", 503);
        await _node.Submit(Reports.Dinner("held"));
        await _node.Until("parked", "held-dinner-1");

        var account = await Account("held");

        var (dinner, forum) = (account["registrations"]![0]!, account["registrations"]![1]!);
        Assert.Equal(("dinner", "forum"), ((string?)dinner["meeting"], (string?)forum["meeting"]));
        Assert.Equal(("B", "held-forum-1", 1), ((string?)forum["reports"]![0]!["party"], (string?)forum["reports"]![0]!["id"], (int)forum["reports"]![0]!["revision"]!));
        var holdings = forum["holdings"]!.AsArray().ToDictionary(h => (string)h!["party"]!, h => h!);
        Assert.True((bool)holdings["C"]["done"]!);
        Assert.False((bool)holdings["C"]["uncertain"]!);
        Assert.Equal((string?)holdings["B"]["content"], (string?)holdings["C"]["content"]);
        Assert.Empty(forum["deliveries"]!.AsArray());
        var open = Assert.Single(dinner["deliveries"]!.AsArray())!;
        Assert.Equal(("C", "parked", "exhausted", 2), ((string?)open["to"], (string?)open["status"], (string?)open["parked"], (int)open["attempts"]!));
    }

    [Fact]
    public async Task The_timeline_tells_everything_in_order()
    {
        await _node.Submit(Reports.Dinner("told"));
        _node.C.Answer("told", 422, "no seats");
        await _node.Submit(Reports.Forum("told"));
        await _node.Until("parked", "told-forum-1");
        _node.C.TakeOver("told");
        (await _node.Post("/v1/submissions/B/told-forum-1/retry", new JsonObject { ["by"] = "ann", ["why"] = "seats found" })).Ok();
        await _node.Until("done", "told-dinner-1");

        var timeline = (await Account("told"))["timeline"]!.AsArray();

        Assert.Equal(
            ["submission-received", "submission-received", "attempt-failed", "delivery-parked", "delivery-retried", "delivered", "gate-opened", "delivered"],
            timeline.Select(e => (string?)e!["event"]).Where(name => name != "gate-still-closed"));
        Assert.Equal(Enumerable.Range(1, timeline.Count), timeline.Select(e => (int)e!["sequence"]!));
        var failed = timeline.First(e => (string?)e!["event"] == "attempt-failed")!["detail"]!["attempt"]!;
        Assert.Equal((422, "no seats"), ((int)failed["code"]!, (string?)failed["detail"]));
        var retried = timeline.First(e => (string?)e!["event"] == "delivery-retried")!["detail"]!;
        Assert.Equal(("ann", "seats found"), ((string?)retried["by"], (string?)retried["why"]));
    }

    [Fact]
    public async Task A_long_timeline_is_read_on_after_its_last_sequence()
    {
        var lines = Enumerable.Range(1, 600).Select(i => Reports.Forum("long", i).ToJsonString()).ToArray();
        await _node.Batch(lines);

        var first = await Account("long");
        var rest = await Account("long?after=" + (long)first["after"]!);

        Assert.Equal(500, first["timeline"]!.AsArray().Count);
        Assert.Equal(501, (int)rest["timeline"]![0]!["sequence"]!);
    }

    [Theory]
    [InlineData("after=x")]
    [InlineData("after=-1")]
    [InlineData("after=1&after=2")]
    [InlineData("before=1")]
    public async Task A_question_about_the_timeline_that_means_nothing_is_refused(string query)
    {
        await _node.Submit(Reports.Forum("asked"));

        (await _node.Get("/v1/accounts/asked?" + query)).Refused(400);
    }

    [Fact]
    public async Task Data_at_every_limit_is_shown_as_it_came()
    {
        // As deep, as long and as strange as a submission may be.
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 31)) + "[1]".Replace("[1]", "1", StringComparison.Ordinal) + new string('}', 31);
        var wide = new string('x', 60_000);
        var data = $"{{\"deep\":{deep},\n  \"wide\":\"{wide}\",\"number\":1e400,\"escaped\":\"\\ud83d\\ude00\\u0000\"}}";
        var report = $$"""{"id":"limits-1","origin":"B","account":"limits","meeting":"forum","operation":"register","occurredAt":"2026-10-08T00:00:00Z","data":{{data}}}""";
        (await _node.Post("/v1/submissions", report)).Ok(202);

        await _node.Until("done", "limits-1");

        Assert.Contains("1e400", (await _node.Get("/v1/submissions/B/limits-1")).Text, StringComparison.Ordinal);
        Assert.Contains(wide, (await _node.Get("/v1/accounts/limits")).Text, StringComparison.Ordinal);
        Assert.Contains(data, Encoding.UTF8.GetString(Assert.Single(_node.C.CallsAbout("limits")).Body), StringComparison.Ordinal);
    }

    private async Task<JsonObject> Account(string account) => (await _node.Get("/v1/accounts/" + account)).Ok();
}
