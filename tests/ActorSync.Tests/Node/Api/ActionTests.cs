using System.Text.Json.Nodes;
using Xunit;

namespace ActorSync.Tests.Node.Api;

public sealed class ActionTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    [Fact]
    public async Task A_parked_delivery_is_retried()
    {
        await Parked("retried");
        _node.C.TakeOver("retried");

        var reply = (await Act("retried-forum-1", "retry")).Ok();

        Assert.Equal("retry", (string?)reply["action"]);
        var done = Assert.Single(reply["done"]!.AsArray())!;
        Assert.Equal(("B", "retried-forum-1", "C"), ((string?)done["origin"], (string?)done["id"], (string?)done["to"]));
        await _node.Until("done", "retried-forum-1");
    }

    [Theory]
    [InlineData(null, "gated")]
    [InlineData("wait", "gated")]
    [InlineData("go", "done")]
    public async Task A_skipped_main_says_whether_its_subs_wait_or_go(string? subs, string status)
    {
        var account = $"skipped-{subs}";
        await Parked(account);
        await _node.Submit(Reports.Dinner(account));
        _node.C.TakeOver(account);

        (await Act($"{account}-forum-1", "skip", a => a["subs"] = subs)).Ok();

        var skipped = await _node.Until("cancelled", $"{account}-forum-1");
        Assert.Equal("skipped by ops: a test", (string?)skipped["reason"]);
        await _node.Until(status, $"{account}-dinner-1");
    }

    [Fact]
    public async Task A_gated_sub_is_released()
    {
        await _node.Submit(Reports.Dinner("released"));

        (await Act("released-dinner-1", "release")).Ok();

        await _node.Until("done", "released-dinner-1");
    }

    [Fact]
    public async Task A_held_submission_is_released_before_its_time()
    {
        var report = Reports.Forum("early");
        report["notBefore"] = TimeProvider.System.GetUtcNow().AddDays(2).ToString("O");
        await _node.Submit(report);
        Assert.Equal("it is not to leave yet", (string?)(await _node.Until("waiting", "early-forum-1"))["reason"]);

        (await Act("early-forum-1", "release")).Ok();

        await _node.Until("done", "early-forum-1");
    }

    [Fact]
    public async Task An_edit_puts_other_data_in_the_place()
    {
        await Parked("edited");
        _node.C.TakeOver("edited");

        (await Act("edited-forum-1", "edit", a => a["data"] = new JsonObject { ["name"] = "edited" })).Ok();

        await _node.Until("done", "edited-forum-1");
        Assert.Equal("edited", _node.C.CallsAbout("edited")[^1].Json.GetProperty("data").GetProperty("name").GetString());
        Assert.Equal("edited 1", (string?)(await _node.Find("edited-forum-1"))["data"]!["name"]);
    }

    [Fact]
    public async Task What_an_edit_put_in_the_place_is_shown_while_it_is_open()
    {
        await Parked("shown");
        Assert.Null(Delivery(await _node.Find("shown-forum-1"))["edited"]);

        (await Act("shown-forum-1", "edit", a => a["data"] = new JsonObject { ["name"] = "still refused" })).Ok();

        var shown = await _node.Until("parked", "shown-forum-1");
        Assert.Equal("still refused", (string?)Delivery(shown)["edited"]!["name"]);

        static JsonNode Delivery(JsonNode submission) => submission["deliveries"]!.AsArray().Single()!;
    }

    [Theory]
    [InlineData("retry", "no open delivery")]
    [InlineData("release", "no open delivery")]
    [InlineData("skip", "no open delivery")]
    public async Task What_is_finished_takes_no_action(string action, string why)
    {
        await _node.Submit(Reports.Forum($"finished-{action}"));
        await _node.Until("done", $"finished-{action}-forum-1");

        var problem = (await Act($"finished-{action}-forum-1", action)).Refused(409);

        Assert.Contains(why, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_that_does_not_fit_says_which_one_would()
    {
        await _node.Submit(Reports.Dinner("unfit"));
        await Parked("unfit-parked");

        Assert.Contains(
            "release it, or wait", (string)(await Act("unfit-dinner-1", "retry")).Refused(409)["detail"]!, StringComparison.Ordinal);
        Assert.Contains(
            "retry, edit or skip it", (string)(await Act("unfit-parked-forum-1", "release")).Refused(409)["detail"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_being_delivered_takes_no_action()
    {
        var held = _node.C.Hold("busy-now");
        await _node.Submit(Reports.Forum("busy-now"));
        await held.Arrived;

        Assert.Contains("right now", (string)(await Act("busy-now-forum-1", "skip")).Refused(409)["detail"]!, StringComparison.Ordinal);

        held.Release();
        await _node.Until("done", "busy-now-forum-1");
    }

    [Fact]
    public async Task An_action_on_nothing_or_for_another_receiver_is_not_found()
    {
        await Parked("elsewhere");

        (await Act("nobody", "retry")).Refused(404);
        (await Act("elsewhere-forum-1", "retry", a => a["to"] = "B")).Refused(404);
        (await Act("elsewhere-forum-1", "destroy")).Refused(404);
        (await _node.Post("/v1/submissions/B/retry", new JsonObject())).Refused(404);
        (await Act("elsewhere-forum-1", "skip", a => a["to"] = "C")).Ok();
    }

    [Fact]
    public async Task All_faults_of_an_action_are_told_at_once()
    {
        var answer = await _node.Post("/v1/submissions/B/any/retry", new JsonObject
        {
            ["by"] = " ", ["why"] = new string('x', 501), ["subs"] = "maybe", ["data"] = new JsonObject(),
        });

        answer.Refused(422);
        Assert.Equal(["/by", "/data", "/subs", "/why"], answer.Pointers.Order());
    }

    [Theory]
    [InlineData("retry", """{"by":5,"by":"b","to":["C"],"subs":true,"data":{},"colour":"red","\ud800":1}""",
        "/by", "/colour", "/data", "/subs", "/to", "/why", "/\uFFFD")]
    [InlineData("edit", """{"why":{},"size":1,"colour":"red"}""", "/by", "/colour", "/data", "/size", "/why")]
    public async Task What_has_no_value_of_the_right_kind_hides_no_other_fault(string action, string body, params string[] pointers)
    {
        var answer = await _node.Post($"/v1/submissions/B/any/{action}", body);

        answer.Refused(422);
        Assert.Equal(pointers, answer.Pointers.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("retry", """{"by":"b","why":"w","subs":"go"}""")]
    [InlineData("edit", """{"by":"b","why":"w","data":{},"subs":"wait"}""")]
    public async Task Only_a_skip_says_what_becomes_of_the_subs(string action, string body)
    {
        var answer = await _node.Post($"/v1/submissions/B/any/{action}", body);

        answer.Refused(422);
        Assert.Equal(["/subs"], answer.Pointers);
    }

    [Theory]
    [InlineData("""{"why":"w","data":{}}""", "/by")]
    [InlineData("""{"by":"b","data":{}}""", "/why")]
    [InlineData("""{"by":"a\u0000b","why":"w","data":{}}""", "/by")]
    [InlineData("""{"by":"b","why":"w"}""", "/data")]
    [InlineData("""{"by":"b","why":"w","data":5}""", "/data")]
    [InlineData("""{"by":"b","why":"w","data":{"a":1,"a":2}}""", "/data")]
    [InlineData("""{"by":"b","why":"w","data":{"a":"\ud800"}}""", "/data")]
    [InlineData("""{"by":"b","why":"w","data":LONG}""", "/data")]
    [InlineData("""{"by":"b","why":"w","data":DEEP}""", "/data")]
    public async Task An_edit_needs_who_why_and_a_record_in_the_limits(string body, string pointer)
    {
        await Parked("edit-faults");
        var before = _node.C.CallsAbout("edit-faults").Count;
        body = body.Replace("LONG", $$"""{"a":"{{new string('x', 64 * 1024)}}"}""", StringComparison.Ordinal)
            .Replace("DEEP", string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40), StringComparison.Ordinal);

        var answer = await _node.Post("/v1/submissions/B/edit-faults-forum-1/edit", body);

        answer.Refused(422);
        Assert.Equal([pointer], answer.Pointers);
        Assert.Equal("parked", (string?)(await _node.Find("edit-faults-forum-1"))["status"]);
        Assert.Equal(before, _node.C.CallsAbout("edit-faults").Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"by":"b","why":"w"}{}""")]
    public async Task What_is_no_action_is_refused(string body) => (await _node.Post("/v1/submissions/B/any/retry", body)).Refused(400);

    [Theory]
    [InlineData("[]", "")]
    [InlineData("5", "")]
    [InlineData("null", "")]
    [InlineData("""{"by":5,"why":"w"}""", "/by")]
    [InlineData("""{"by":"b","why":"w","colour":"red"}""", "/colour")]
    [InlineData("""{"by":"\ud800","why":"w"}""", "/by")]
    public async Task What_is_JSON_and_no_action_is_refused_in_the_words_of_the_API(string body, string pointer)
    {
        var answer = await _node.Post("/v1/submissions/B/any/retry", body);

        answer.Refused(422);
        Assert.Equal([pointer], answer.Pointers);
        Assert.DoesNotContain("ActorSync.", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(".NET", answer.Text, StringComparison.Ordinal);
    }

    private Task<HttpAnswer> Act(string id, string action, Action<JsonObject>? also = null)
    {
        var body = new JsonObject { ["by"] = "ops", ["why"] = "a test" };
        also?.Invoke(body);
        return _node.Post($"/v1/submissions/B/{id}/{action}", body);
    }

    /// <summary>For what the record says, not for what the party is: what is exhausted gets a second chance.</summary>
    private async Task Parked(string account)
    {
        _node.C.Answer(account, 422);
        await _node.Submit(Reports.Forum(account));
        await _node.Until("parked", $"{account}-forum-1");
    }
}
