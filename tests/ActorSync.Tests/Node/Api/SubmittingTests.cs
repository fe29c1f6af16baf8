using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace ActorSync.Tests.Node.Api;

public sealed class SubmittingTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    [Fact]
    public async Task A_submission_gets_a_receipt_and_is_delivered()
    {
        var receipt = await _node.Submit(Reports.Forum("receipt"));

        Assert.Equal(
            ("B", "receipt-forum-1", "accepted"),
            ((string?)receipt["origin"], (string?)receipt["id"], (string?)receipt["status"]));
        Assert.Equal(("receipt", "forum", 1), ((string?)receipt["account"], (string?)receipt["meeting"], (int)receipt["revision"]!));
        Assert.EndsWith("Z", (string)receipt["receivedAt"]!, StringComparison.Ordinal);
        Assert.Equal(["origin", "id", "status", "account", "meeting", "revision", "receivedAt"], receipt.Select(f => f.Key));
        await _node.Until("done", "receipt-forum-1");
    }

    [Fact]
    public async Task The_same_submission_again_gets_its_first_answer_marked_duplicate()
    {
        var first = await _node.Submit(Reports.Forum("again"));
        await _node.Until("done", "again-forum-1");

        var again = await _node.Submit(Reports.Forum("again"));

        Assert.Equal("duplicate", (string?)again["status"]);
        Assert.Equal("accepted", (string?)again["first"]);
        Assert.Equal((string?)first["receivedAt"], (string?)again["receivedAt"]);
        Assert.Single(_node.C.CallsAbout("again"));
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused_and_names_the_first()
    {
        var first = await _node.Submit(Reports.Forum("taken"));
        var other = Reports.Forum("taken");
        other["data"] = new JsonObject { ["name"] = "other" };

        var answer = await _node.Post("/v1/submissions", other);

        var problem = answer.Refused(422);
        Assert.Equal("Id taken", (string?)problem["title"]);
        Assert.Equal(["/id"], answer.Pointers);
        Assert.Contains("B/taken-forum-1", (string)problem["detail"]!, StringComparison.Ordinal);
        var at = DateTimeOffset.Parse((string)first["receivedAt"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(
            at.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
            (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_id_for_another_account_is_refused_too()
    {
        await _node.Submit(Reports.Forum("taken-here"));
        var elsewhere = Reports.Forum("taken-there");
        elsewhere["id"] = "taken-here-forum-1";

        (await _node.Post("/v1/submissions", elsewhere)).Refused(422);

        (await _node.Get("/v1/accounts/taken-there")).Refused(404);
    }

    [Fact]
    public async Task One_id_of_two_origins_is_two_submissions()
    {
        var b = Reports.Forum("both");
        b["id"] = "same";
        var c = Reports.Forum("both", origin: "C", revision: 7);
        c["id"] = "same";

        Assert.Equal("accepted", (string?)(await _node.Submit(b))["status"]);
        Assert.Equal("accepted", (string?)(await _node.Submit(c))["status"]);
    }

    [Fact]
    public async Task A_known_revision_under_a_new_id_is_a_duplicate_or_a_conflict_and_an_older_one_is_stale()
    {
        await _node.Submit(Reports.Forum("revisions", 5));
        var same = Reports.Forum("revisions", 5);
        same["id"] = "revisions-same";
        var other = Reports.Forum("revisions", 5);
        (other["id"], other["data"]) = ("revisions-other", new JsonObject());

        Assert.Equal("duplicate", (string?)(await _node.Submit(same))["status"]);
        Assert.Equal("conflict", (string?)(await _node.Submit(other))["status"]);
        Assert.Equal("stale", (string?)(await _node.Submit(Reports.Forum("revisions", 4)))["status"]);

        var conflict = await _node.Until("conflict", "revisions-other");
        Assert.Contains("revisions-forum-5", (string)conflict["reason"]!, StringComparison.Ordinal);
        Assert.NotNull(conflict["unblocks"]);
        Assert.Contains("revisions-forum-5", (string)(await _node.Find("revisions-same"))["reason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_revision_the_time_of_occurrence_counts()
    {
        var report = Reports.Forum("timed");
        report.Remove("revision");
        report["occurredAt"] = "2026-10-08T09:00:00.123+08:00";

        var receipt = await _node.Submit(report);

        Assert.Equal(new DateTimeOffset(2026, 10, 8, 1, 0, 0, 123, TimeSpan.Zero).ToUnixTimeMilliseconds(), (long)receipt["revision"]!);
    }

    [Fact]
    public async Task A_batch_has_one_receipt_a_line_in_order_and_a_bad_line_spoils_no_other()
    {
        var taken = Reports.Forum("batch-1");
        taken["data"] = new JsonObject();
        string[] lines =
        [
            Reports.Forum("batch-1").ToJsonString(), "{", "   ", """{"id":"x","origin":"B"}""",
            Reports.Forum("batch-2").ToJsonString() + "\r", Reports.Forum("batch-1").ToJsonString(), taken.ToJsonString(),
            Reports.Dinner("batch-1").ToJsonString(), "",
        ];

        var receipts = await _node.Batch(lines);

        Assert.Equal(
            ["accepted", "refused", "refused", "accepted", "duplicate", "refused", "accepted"],
            receipts.Select(r => (string?)r["status"]));
        Assert.Equal([1, 2, 4, 5, 6, 7, 8], receipts.Select(r => (int)r["line"]!));
        Assert.Equal(400, (int)receipts[1]["problem"]!["status"]!);
        Assert.Equal(
            ("B", "x", 422),
            ((string?)receipts[2]["origin"], (string?)receipts[2]["id"], (int)receipts[2]["problem"]!["status"]!));
        Assert.Equal("Id taken", (string?)receipts[5]["problem"]!["title"]);
        await _node.Until("done", "batch-1-dinner-1");
        await _node.Until("done", "batch-2-forum-1");
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("application/x-ndjson; charset=utf-8")]
    [InlineData("application/ndjson")]
    [InlineData("application/jsonl")]
    [InlineData("Application/X-NDJSON")]
    public async Task A_batch_is_known_by_each_of_its_media_types(string type)
    {
        var line = Reports.Forum($"typed-{type.Length}-{type[0]}-{type.Contains("jsonl", StringComparison.Ordinal)}").ToJsonString();

        using var content = new StringContent(line);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await HttpAnswer.Of(await _node.Http.PostAsync("/v1/submissions", content));

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal("accepted", (string?)answer.Json["status"]);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_first_submission()
    {
        const string mark = "\uFEFF";

        var receipts = await _node.Batch(mark + Reports.Forum("marked-1").ToJsonString(), mark + Reports.Forum("marked-2").ToJsonString());
        var alone = await _node.Post("/v1/submissions", mark + Reports.Forum("marked-3").ToJsonString());

        Assert.Equal(["accepted", "refused"], receipts.Select(r => (string?)r["status"]));
        Assert.Equal("accepted", (string?)alone.Ok(202)["status"]);
        Assert.Empty(await _node.Batch(mark));
        Assert.Empty(await _node.Batch(mark + "\n"));
    }

    [Fact]
    public async Task An_empty_batch_has_no_receipts() => Assert.Empty(await _node.Batch("", "  ", ""));

    [Fact]
    public async Task The_party_sees_the_submission_its_key_and_its_trace()
    {
        const string trace = "0af7651916cd43dd8448eb211c80319c";
        var report = Reports.Forum("traced");
        report["data"] = JsonNode.Parse("""{"name":"陈洋","badge":[1,2.50,-3e9]}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/submissions")
        {
            Content = new StringContent(report.ToJsonString()),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01");

        using var response = await _node.Http.SendAsync(request);
        var found = await _node.Until("done", "traced-forum-1");

        var call = Assert.Single(_node.C.CallsAbout("traced"));
        Assert.Equal("PUT /accounts/traced/registrations/forum HTTP/1.1", call.Line);
        Assert.Equal(
            ("traced", "forum", "register", 1, "B"),
            (Text(call, "account"), Text(call, "meeting"), Text(call, "operation"),
                call.Json.GetProperty("revision").GetInt32(), Text(call, "origin")));
        Assert.Equal("陈洋", call.Json.GetProperty("data").GetProperty("name").GetString());
        Assert.Equal("[1,2.50,-3e9]", call.Json.GetProperty("data").GetProperty("badge").GetRawText());
        var parent = call.Header("traceparent")!.Split('-');
        Assert.Equal((trace, "01"), (parent[1], parent[3]));
        Assert.NotEqual("b7ad6b7169203331", parent[2]);
        Assert.InRange(call.Header("Idempotency-Key")!.Length, 1, 255);
        Assert.All(call.Header("Idempotency-Key")!, c => Assert.InRange(c, '!', '~'));
        Assert.Contains(trace, (string)found["trace"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_attempt_carries_the_same_key_and_an_edited_delivery_a_new_one()
    {
        _node.C.Answer("keys", 500);
        var first = _node.C.Hold("keys");
        await _node.Submit(Reports.Forum("keys"));
        await first.Arrived;
        var second = _node.C.Hold("keys");
        first.Release();
        await second.Arrived;
        _node.C.Answer("keys", 422);
        second.Release();
        await _node.Until("parked", "keys-forum-1");
        _node.C.TakeOver("keys");

        var edit = new JsonObject { ["by"] = "ops", ["why"] = "wrong name", ["data"] = new JsonObject { ["name"] = "right" } };
        (await _node.Post("/v1/submissions/B/keys-forum-1/edit", edit)).Ok();
        await _node.Until("done", "keys-forum-1");

        var keys = _node.C.CallsAbout("keys").Select(c => c.Header("Idempotency-Key")).ToList();
        Assert.Equal(3, keys.Count);
        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
        Assert.Equal("right", _node.C.CallsAbout("keys")[2].Json.GetProperty("data").GetProperty("name").GetString());
    }

    private static string? Text(FakeRequest call, string field) => call.Json.GetProperty(field).GetString();

    [Fact]
    public async Task A_path_sent_with_the_address_before_it_as_to_a_proxy_names_the_same_submission()
    {
        await _node.Submit(Reports.Forum("proxied"));
        await _node.Until("done", "proxied-forum-1");
        var node = _node.Host.Api;

        foreach (var path in new[] { "/v1/submissions/B/proxied-forum-1", "/v1/accounts/proxied" })
            Assert.StartsWith(
                "HTTP/1.1 200", await Exchange($"GET http://{node.Authority}{path}?after=0 HTTP/1.1\r\nHost: {node.Authority}"),
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/./submissions/B/spelt-forum-1")]
    [InlineData("/%761/submissions/B/spelt-forum-1")]
    [InlineData("/v1/accounts/%2E%2E/submissions/B/spelt-forum-1")]
    public async Task A_path_in_another_spelling_is_not_taken_for_another_submission(string path)
    {
        await _node.Submit(Reports.Forum("spelt"));

        var answer = await Exchange($"GET {path} HTTP/1.1\r\nHost: node");

        Assert.Contains("There is no such submission.", answer, StringComparison.Ordinal);
    }

    private Task<string> Exchange(string head) =>
        RawConnection.Exchange(_node.Host.Api, Encoding.Latin1.GetBytes(head + "\r\nConnection: close\r\n\r\n"));
}
