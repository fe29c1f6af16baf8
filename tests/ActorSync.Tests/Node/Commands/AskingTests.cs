using System.Text.Json.Nodes;
using Xunit;

namespace ActorSync.Tests.Node.Commands;

public sealed class AskingTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    [Fact]
    public async Task Status_shows_where_a_submission_is_and_why()
    {
        await Parked("[status]");

        var run = (await Run("status", "B", "[status]-forum-1")).Ok();

        Assert.All(
            [
                "B/[status]-forum-1", "[status]", "forum", "register", "parked", "rejected by C: 422", "[no] seats",
                "retry, edit, skip or a newer revision", "attempt 1", "422",
            ],
            text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.Equal("parked", (string?)(await Run("status", "B", "[status]-forum-1", "--json")).Ok().Json["status"]);
    }

    [Fact]
    public async Task Status_shows_which_party_a_submission_waits_for()
    {
        await _node.Submit(Reports.Dinner("waits"));

        var run = (await Run("status", "B", "waits-dinner-1")).Ok();

        Assert.Matches(@"(?m)^to +C *$", run.Output);
        Assert.Matches("status +gated", run.Output);
    }

    [Fact]
    public async Task Status_shows_every_party_that_a_submission_goes_to_tried_or_not()
    {
        await using var node = await RunningNode.Start(
            "parties.D.base-url=\"http://127.0.0.1:1\"",
            "links=[{ from = B, to = C, hold = 0s }, { from = B, to = D, hold = 1h }]");
        await node.Submit(Reports.Forum("two"));

        var run = (await CommandRun.Of("status", "B", "two-forum-1", "--node", node.Host.Api.ToString())).Ok();

        Assert.Matches("to C: (waiting|delivering|done)", run.Output);
        Assert.Matches(@"to D: waiting, .+; looked at 2\d{3}-", run.Output);
    }

    [Theory]
    [InlineData("ID", "status", "B", "..")]
    [InlineData("ORIGIN", "status", ".", "x")]
    [InlineData("ACCOUNT", "account", "..")]
    [InlineData("ID", "retry", "B", "..", "--why", "w")]
    [InlineData("ID", "edit", "B", ".", "--why", "w", "--data", "{}")]
    public async Task What_would_lead_to_another_address_is_no_id(string name, params string[] args) =>
        (await Run(args)).Failed(2, $"{name}: expected something other than . and ..");

    [Theory]
    [InlineData("account", "turned")]
    [InlineData("status", "B", "turned-forum-1")]
    [InlineData("parked", "--party", "C")]
    [InlineData("release", "B", "turned-forum-1", "--why", "w", "--to", "\u202EC")]
    public async Task What_a_receiver_says_turns_no_line_around(params string[] args)
    {
        _node.C.Answer("turned", 422, "no \u202Eseats");
        await _node.Submit(Reports.Forum("turned"));
        await _node.Until("parked", "turned-forum-1");

        var run = await Run(args);

        Assert.DoesNotContain('\u202E', run.Output + run.Errors);
        Assert.Contains('\uFFFD', run.Output + run.Errors);
    }

    [Fact]
    public async Task Account_shows_what_each_party_holds_and_the_timeline()
    {
        await Parked("[account]");
        await _node.Submit(Reports.Dinner("[account]"));

        var run = (await Run("account", "[account]")).Ok();

        Assert.All(
            ["forum", "dinner", "B revision 1", "submission-received", "attempt-failed", "delivery-parked", "[no] seats"],
            text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.Equal("[account]", (string?)(await Run("account", "[account]", "--json")).Ok().Json["account"]);
    }

    [Fact]
    public async Task Every_kind_of_event_is_shown_on_the_timeline()
    {
        await Parked("events");
        await _node.Submit(Reports.Dinner("events"));
        await Act("release", "events-dinner-1");
        await _node.Until("parked", "events-dinner-1");
        await Act("retry", "events-forum-1");
        await _node.Until("parked", "events-forum-1");
        _node.C.TakeOver("events");
        await _node.Submit(Reports.Forum("events", 2));
        await _node.Until("done", "events-forum-2");
        (await Run("edit", "B", "events-dinner-1", "--why", "w", "--data", "{}")).Ok();
        await _node.Until("done", "events-dinner-1");

        var run = (await Run("account", "events")).Ok();

        Assert.All(
            ["delivery-released", "delivery-retried", "delivery-superseded", "delivery-edited", "delivered", "by B/events-forum-2"],
            text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parked_lists_what_waits_for_a_person()
    {
        await Parked("parked-a");
        await Parked("parked-b");

        var json = (await Run("parked", "--json", "--limit", "1")).Ok().Json["parked"]!.AsArray();
        var people = (await Run("parked", "--party", "C")).Ok().Output;

        Assert.Single(json);
        Assert.Contains("B/parked-a-forum-1", people, StringComparison.Ordinal);
        Assert.Contains("B/parked-b-forum-1", people, StringComparison.Ordinal);
        Assert.Contains("Nothing is parked", (await Run("parked", "--party", "A")).Ok().Output, StringComparison.Ordinal);
        (await Run("parked", "--party", " ")).Failed(1, "/party");
    }

    [Fact]
    public async Task Of_what_waits_for_a_person_the_newest_is_shown_and_that_there_is_more()
    {
        await using var node = await RunningNode.Start();
        Task<CommandRun> Parked(params string[] args) => CommandRun.Of(["parked", "--node", node.Host.Api.ToString(), .. args]);
        foreach (var account in (string[])["older", "newer"])
        {
            node.C.Answer(account, 422);
            await node.Submit(Reports.Forum(account));
            await node.Until("parked", $"{account}-forum-1");
        }
        var conflict = Reports.Forum("newer");
        (conflict["id"], conflict["data"]) = ("in-conflict", new JsonObject { ["name"] = "another" });
        await node.Submit(conflict);

        var json = (await Parked("--json", "--limit", "2")).Ok().Json;
        var all = (await Parked("--json", "--limit", "3")).Ok().Json;
        var people = (await Parked("--limit", "1")).Ok().Output;

        Assert.Equal(["in-conflict", "newer-forum-1"], json["parked"]!.AsArray().Select(r => (string?)r!["id"]));
        Assert.Equal((true, false), ((bool)json["more"]!, (bool)all["more"]!));
        Assert.Contains("B/in-conflict", people, StringComparison.Ordinal);
        Assert.Contains("the newest 1; --limit shows more", people, StringComparison.Ordinal);
        Assert.DoesNotContain("--limit", (await Parked()).Ok().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_node_does_not_know_ends_with_exit_code_1()
    {
        (await Run("status", "B", "unknown")).Failed(1, "B/unknown is not known");
        (await Run("account", "unknown", "--json")).Failed(1, "unknown is not known");
        (await Run("retry", "B", "unknown", "--why", "w")).Failed(1, "B/unknown is not known");
    }

    [Theory]
    [InlineData("retry", "done")]
    [InlineData("skip", "cancelled")]
    public async Task An_action_on_one_is_done_and_told(string action, string status)
    {
        await Parked($"one-{action}");
        _node.C.TakeOver($"one-{action}");

        var run = (await Run(action, "B", $"one-{action}-forum-1", "--why", "a [test]", "--by", "ann", "--to", "C")).Ok();

        Assert.Contains($"{action}: B/one-{action}-forum-1 to C", run.Output, StringComparison.Ordinal);
        await _node.Until(status, $"one-{action}-forum-1");
    }

    [Fact]
    public async Task An_action_on_many_counts_and_names_what_it_did_not_apply_to()
    {
        await Parked("bulk-1");
        await Parked("bulk-2[x]");

        var json = await Run("retry", "--status", "parked", "--account", "bulk-1", "--why", "w", "--json");
        var none = await Run("release", "--status", "parked", "--account", "bulk-2[x]", "--why", "w");

        Assert.Equal((0, 1), (json.ExitCode, (int)json.Json["done"]!));
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("0 done of 1 matched", none.Output, StringComparison.Ordinal);
        Assert.Contains("B/bulk-2[x]-forum-1", none.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_on_many_is_for_the_receiver_that_it_names_alone()
    {
        await Parked("receiver");

        var nobody = (await Run("skip", "--status", "parked", "--account", "receiver", "--to", "NOBODY", "--why", "w")).Ok();

        Assert.Contains("0 done of 0 matched", nobody.Output, StringComparison.Ordinal);
        Assert.Equal("parked", (string?)(await _node.Find("receiver-forum-1"))["status"]);
        var skipped = await Run("skip", "--status", "parked", "--account", "receiver", "--to", "C", "--why", "w");
        Assert.Contains("1 done of 1 matched", skipped.Ok().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_on_more_than_are_done_at_once_says_that_more_match()
    {
        const string reply = """{"action":"retry","matched":10000,"done":10000,"notDone":[],"more":true}""";
        await using var node = FakeReceiver.Answering(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {reply.Length}\r\n\r\n{reply}");
        string[] retry = ["retry", "--status", "parked", "--why", "w", "--node", node.Url];

        var people = await CommandRun.Of(retry);
        var json = await CommandRun.Of([.. retry, "--json"]);

        Assert.Equal((1, 1), (people.ExitCode, json.ExitCode));
        Assert.Contains("10000 done of 10000 matched", people.Output, StringComparison.Ordinal);
        Assert.Contains("more match: run it again", people.Output, StringComparison.Ordinal);
        Assert.True((bool)json.Json["more"]!);
    }

    [Theory]
    [InlineData("ORIGIN without ID", "skip", "Z", "--status", "parked", "--to", "NOBODY")]
    [InlineData("ORIGIN without ID", "retry", "B")]
    [InlineData("expected no --status, --account", "release", "B", "b-1", "--status", "gated", "--account", "a")]
    [InlineData("expected no --party", "skip", "B", "b-1", "--to", "C", "--party", "C")]
    [InlineData("many by --status, --party, --meeting, --account", "retry", "--to", "C")]
    public async Task An_action_that_could_be_meant_for_one_or_for_many_is_sent_to_nobody(string says, params string[] args) =>
        (await Run([.. args, "--why", "w"])).Failed(2, says);

    [Fact]
    public async Task A_refused_action_ends_with_exit_code_1_and_says_which_would_apply()
    {
        await _node.Submit(Reports.Dinner("unfit"));

        (await Run("retry", "B", "unfit-dinner-1", "--why", "w")).Failed(1, "release it, or wait");
        (await Run("retry", "B", "unfit-dinner-1", "--why", " ")).Failed(1, "/why");
    }

    [Fact]
    public async Task Ids_of_every_kind_are_asked_for_as_they_are()
    {
        var report = Reports.Forum("odd");
        report["id"] = "a/b ?#%2F 😀";
        await _node.Submit(report);

        (await Run("status", "B", "a/b ?#%2F 😀")).Ok();
    }

    [Theory]
    [InlineData("/base")]
    [InlineData("/base/")]
    public async Task An_address_with_a_path_is_asked_below_it(string path)
    {
        await using var node = FakeReceiver.Answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");

        await CommandRun.Of("status", "B", "x/y", "--node", node.Url + path);
        await CommandRun.Of(["submit", "-", "--node", node.Url + path], "{}");

        Assert.Equal(
            ["GET /base/v1/submissions/B/x%2Fy HTTP/1.1", "POST /base/v1/submissions HTTP/1.1"], node.Requests.Select(r => r.Line));
    }

    [Fact]
    public async Task Why_there_is_no_answer_is_told_by_its_cause()
    {
        var address = _node.Host.Api.ToString().Replace("http:", "https:", StringComparison.Ordinal);

        var run = (await CommandRun.Of("status", "B", "x", "--node", address)).Failed(3, "No answer from");

        Assert.DoesNotContain("inner", run.Errors, StringComparison.Ordinal);
    }

    public static TheoryData<string[]> Asking =>
    [
        ["status", "B", "x"], ["account", "x"], ["parked"], ["retry", "B", "x", "--why", "w"], ["skip", "--status", "parked", "--why", "w"],
        ["edit", "B", "x", "--why", "w", "--data", "{}"],
    ];

    [Theory]
    [MemberData(nameof(Asking))]
    public async Task Where_no_node_answers_the_exit_code_is_3(string[] args)
    {
        var nobody = FakeReceiver.NobodyThere();

        (await CommandRun.Of([.. args, "--node", nobody])).Failed(3, $"No answer from {nobody}");
    }

    [Theory]
    [MemberData(nameof(Asking))]
    public async Task Where_something_else_answers_the_exit_code_is_3(string[] args)
    {
        (string Type, string Body)[] strange =
        [
            ("text/html", "<html>"), ("application/json", "[]"), ("application/json", "{}"), ("application/json", "5"), ("text/plain", ""),
        ];
        foreach (var (type, body) in strange)
        {
            await using var other = FakeReceiver.Answering(
                $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}");

            (await CommandRun.Of([.. args, "--node", other.Url])).Failed(3, other.Url);
        }
    }

    [Fact]
    public async Task A_failure_of_something_else_is_told_by_its_status()
    {
        await using var other = FakeReceiver.Answering(
            "HTTP/1.1 502 Bad Gateway\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n[{}]");

        (await CommandRun.Of("status", "B", "x", "--node", other.Url)).Failed(1, "502");
        (await CommandRun.Of(["submit", "-", "--node", other.Url], "{}")).Failed(1, "502");
    }

    private Task<CommandRun> Run(params string[] args) => CommandRun.Of([.. args, "--node", _node.Host.Api.ToString()]);

    private async Task Act(string action, string id) =>
        (await _node.Post($"/v1/submissions/B/{id}/{action}", new JsonObject { ["by"] = "ops", ["why"] = "w" })).Ok();

    private async Task Parked(string account)
    {
        _node.C.Answer(account, 422, "[no] seats");
        await _node.Submit(Reports.Forum(account));
        await _node.Until("parked", $"{account}-forum-1");
    }
}
