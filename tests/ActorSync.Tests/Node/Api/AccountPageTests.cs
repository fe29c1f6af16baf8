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
        _node.C.Answer("held", 422);
        await _node.Submit(Reports.Dinner("held"));
        await _node.Until("parked", "held-dinner-1");

        var account = await Account("held");

        var (dinner, forum) = (account["registrations"]![0]!, account["registrations"]![1]!);
        Assert.Equal(("dinner", "forum"), ((string?)dinner["meeting"], (string?)forum["meeting"]));
        Assert.Equal(
            ("B", "held-forum-1", 1),
            ((string?)forum["reports"]![0]!["party"], (string?)forum["reports"]![0]!["id"], (int)forum["reports"]![0]!["revision"]!));
        var holdings = forum["holdings"]!.AsArray().ToDictionary(h => (string)h!["party"]!, h => h!);
        Assert.True((bool)holdings["C"]["done"]!);
        Assert.False((bool)holdings["C"]["uncertain"]!);
        Assert.Equal((string?)holdings["B"]["content"], (string?)holdings["C"]["content"]);
        Assert.Empty(forum["deliveries"]!.AsArray());
        var open = Assert.Single(dinner["deliveries"]!.AsArray())!;
        Assert.Equal(
            ("C", "parked", "rejected", 1),
            ((string?)open["to"], (string?)open["status"], (string?)open["parked"], (int)open["attempts"]!));
    }

    [Fact]
    public async Task What_waits_for_its_receiver_after_a_failed_attempt_has_one_status_wherever_it_is_asked_for()
    {
        await using var node = await RunningNode.Start("parties.C.circuit-breaker={ failures-in-a-row = 1, break = 1h }");
        node.C.IsAway = true;
        await node.Submit(Reports.Forum("held-up"));
        JsonObject found;
        do found = await node.Until("retrying", "held-up-forum-1");
        while ((string)found["unblocks"]! != "its turn");

        var account = (await node.Get("/v1/accounts/held-up")).Ok();

        Assert.Equal("retrying", (string?)account["registrations"]![0]!["deliveries"]![0]!["status"]);
    }

    [Fact]
    public async Task A_delivery_that_is_being_called_is_not_due_again()
    {
        var held = _node.C.Hold("called");
        await _node.Submit(Reports.Forum("called"));
        await held.Arrived;

        var open = (await Account("called"))["registrations"]![0]!["deliveries"]![0]!;

        Assert.Equal("delivering", (string?)open["status"]);
        Assert.Null(open["nextDue"]);
        held.Release();
    }

    [Fact]
    public async Task What_is_open_says_why_and_what_unblocks_it_as_its_submission_does()
    {
        await _node.Submit(Reports.Dinner("why"));
        _node.C.Answer("why", 422, "no seats");
        await _node.Submit(Reports.Forum("why"));
        await _node.Until("parked", "why-forum-1");

        var registrations = (await Account("why"))["registrations"]!.AsArray();

        foreach (var (registration, id) in registrations.Zip(["why-dinner-1", "why-forum-1"]))
        {
            var (open, submission) = (Assert.Single(registration!["deliveries"]!.AsArray())!, await _node.Find(id));
            foreach (var said in new[] { "status", "reason", "unblocks" }) Assert.Equal((string?)submission[said], (string?)open[said]);
        }
        Assert.Equal("the registration for forum is not done at C", (string?)registrations[0]!["deliveries"]![0]!["reason"]);
        Assert.Equal("rejected by C: 422 no seats", (string?)registrations[1]!["deliveries"]![0]!["reason"]);
    }

    [Fact]
    public async Task A_call_under_way_says_so()
    {
        var call = _node.C.Hold("why-called");
        await _node.Submit(Reports.Forum("why-called"));
        await call.Arrived;

        var open = (await Account("why-called"))["registrations"]![0]!["deliveries"]![0]!;
        call.Release();

        Assert.Equal(
            ("delivering", "its call is under way", "the answer"),
            ((string?)open["status"], (string?)open["reason"], (string?)open["unblocks"]));
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
            [
                "submission-received", "submission-received", "attempt-failed", "delivery-parked", "delivery-retried",
                "delivered", "gate-opened", "delivered",
            ],
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
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 31))
            + "[1]".Replace("[1]", "1", StringComparison.Ordinal) + new string('}', 31);
        var wide = new string('x', 60_000);
        var data = $"{{\"deep\":{deep},\n  \"wide\":\"{wide}\",\"number\":1e400,\"escaped\":\"\\ud83d\\ude00\\u0000\"}}";
        var report = """{"id":"limits-1","origin":"B","account":"limits","meeting":"forum","operation":"register","""
            + $"\"occurredAt\":\"2026-10-08T00:00:00Z\",\"data\":{data}}}";
        (await _node.Post("/v1/submissions", report)).Ok(202);

        await _node.Until("done", "limits-1");

        Assert.Contains("1e400", (await _node.Get("/v1/submissions/B/limits-1")).Text, StringComparison.Ordinal);
        Assert.Contains(wide, (await _node.Get("/v1/accounts/limits")).Text, StringComparison.Ordinal);
        Assert.Contains(data, Encoding.UTF8.GetString(Assert.Single(_node.C.CallsAbout("limits")).Body), StringComparison.Ordinal);
    }

    private async Task<JsonObject> Account(string account) => (await _node.Get("/v1/accounts/" + account)).Ok();
}
