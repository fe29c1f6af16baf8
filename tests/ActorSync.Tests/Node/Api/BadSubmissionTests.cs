using System.Text;
using Xunit;

namespace ActorSync.Tests.Node.Api;

/// <summary>Bad input is refused with all its faults, and nothing of it is stored (R4).</summary>
public sealed class BadSubmissionTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    public static TheoryData<string> NotJson =>
    [
        "", " ", "{", "}", "nonsense", "{\"id\":}", "{'id':1}", "{\"id\":\"1\"} {}", "{\"id\":\"1\",}", "[", "\"", "{\"a\":1}//", "NaN",
        "{\"a\":+1}", "{\"a\":01}", "\0", "{\"a\":\"\u0001\"}", "{\"id\":\"\t\"}", new('[', 10_000),
        string.Concat(Enumerable.Repeat("{\"data\":", 5_000)), "{\"data\":" + new string('[', 100) + new string(']', 100) + "}",
    ];

    [Theory]
    [MemberData(nameof(NotJson))]
    public async Task What_is_not_JSON_is_refused(string body) => (await _node.Post("/v1/submissions", body)).Refused(400);

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, 0x7b, 0x00 })]
    [InlineData(new byte[] { 0xef, 0xbb, 0x7b })]
    [InlineData(new byte[] { 0x7b, 0x22, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d })]
    [InlineData(new byte[] { 0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d })]
    [InlineData(new byte[] { 0x80, 0x81 })]
    public async Task What_is_not_UTF_8_is_refused(byte[] body)
    {
        (await _node.Post("/v1/submissions", body)).Refused(400);

        var batch = await _node.Post("/v1/submissions", body, "application/x-ndjson");
        Assert.Equal((200, "refused"), (batch.Status, (string?)batch.Json["status"]));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"id":null}""")]
    public async Task What_is_JSON_and_no_submission_is_refused(string body) => (await _node.Post("/v1/submissions", body)).Refused(422);

    [Theory]
    [InlineData("id", "5", "/id")]
    [InlineData("id", "\"\"", "/id")]
    [InlineData("id", "\" x\"", "/id")]
    [InlineData("id", "\"a\\u0000b\"", "/id")]
    [InlineData("id", "\"\\ud800\"", "/id")]
    [InlineData("id", "LONG", "/id")]
    [InlineData("origin", "\"Z\"", "/origin")]
    [InlineData("origin", "[]", "/origin")]
    [InlineData("account", "{}", "/account")]
    [InlineData("account", "LONG", "/account")]
    [InlineData("meeting", "true", "/meeting")]
    [InlineData("mainMeeting", "\"forum\"", "/mainMeeting")]
    [InlineData("mainMeeting", "1", "/mainMeeting")]
    [InlineData("operation", "\"delete\"", "/operation")]
    [InlineData("operation", "\"Register\"", "/operation")]
    [InlineData("revision", "-1", "/revision")]
    [InlineData("revision", "1.5", "/revision")]
    [InlineData("revision", "\"1\"", "/revision")]
    [InlineData("revision", "9223372036854775808", "/revision")]
    [InlineData("revision", "1e999", "/revision")]
    [InlineData("occurredAt", "\"yesterday\"", "/occurredAt")]
    [InlineData("occurredAt", "1759885154", "/occurredAt")]
    [InlineData("occurredAt", "\"2026-10-08T00:00:00\"", "/occurredAt")]
    [InlineData("occurredAt", "\"2026-02-30T00:00:00Z\"", "/occurredAt")]
    [InlineData("notBefore", "\"2099-01-01T00:00:00Z\"", "/notBefore")]
    [InlineData("notBefore", "false", "/notBefore")]
    [InlineData("data", "[]", "/data")]
    [InlineData("data", "null", "/data")]
    [InlineData("data", "\"{}\"", "/data")]
    [InlineData("data", """{"a":1,"a":2}""", "/data")]
    [InlineData("data", """{"a":"\udc00"}""", "/data")]
    [InlineData("data", "WIDE", "/data")]
    [InlineData("colour", "\"red\"", "/colour")]
    [InlineData("a/b~c", "1", "/a~1b~0c")]
    [InlineData("Id", "\"x\"", "/Id")]
    public async Task A_fault_is_told_with_its_pointer(string field, string value, string pointer)
    {
        value = value switch
        {
            "LONG" => $"\"{new string('x', 191)}\"",
            "WIDE" => $$"""{"a":"{{new string('x', 64 * 1024)}}"}""",
            _ => value,
        };
        var report = Reports.Forum("fault");
        report.Remove(field);
        var body = $"{{\"{field}\":{value},{report.ToJsonString()[1..]}";

        var answer = await _node.Post("/v1/submissions", body);

        answer.Refused(422);
        Assert.Equal([pointer], answer.Pointers);
    }

    [Fact]
    public async Task All_faults_are_told_at_once_in_a_bounded_answer()
    {
        var answer = await _node.Post(
            "/v1/submissions",
            """{"id":1,"origin":"Z","meeting":"m","mainMeeting":"m","operation":"x","revision":-1"""
                + ""","occurredAt":1,"notBefore":1,"data":1,"colour":1}""");
        answer.Refused(422);
        Assert.Equal(
            ["/account", "/colour", "/data", "/id", "/mainMeeting", "/notBefore", "/occurredAt", "/operation", "/origin", "/revision"],
            answer.Pointers.Order(StringComparer.Ordinal));

        var many = await _node.Post("/v1/submissions", "{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"f{i}\":1")) + "}");
        many.Refused(422);
        Assert.InRange(many.Text.Length, 1, 20_000);
    }

    [Fact]
    public async Task A_field_that_comes_twice_is_refused()
    {
        var answer = await _node.Post("/v1/submissions", """{"account":"other",""" + Reports.Forum("twice").ToJsonString()[1..]);

        answer.Refused(422);
        Assert.Equal(["/account"], answer.Pointers);
    }

    [Theory]
    [InlineData(80 * 1024 + 1, "application/json")]
    [InlineData(1024 * 1024, "application/json")]
    [InlineData(17 * 1024 * 1024, "application/x-ndjson")]
    [InlineData(60 * 1024 * 1024, "application/x-ndjson")]
    public async Task A_giant_body_is_refused(int size, string type)
    {
        var body = new byte[size];
        Array.Fill(body, (byte)' ');
        try
        {
            (await _node.Post("/v1/submissions", body, type)).Refused(413);
        }
        catch (HttpRequestException)
        {
            // The connection was closed before all of it was sent.
        }
    }

    [Fact]
    public async Task A_giant_body_without_a_length_is_refused()
    {
        using var content = new StreamContent(new MemoryStream(new byte[40 * 1024 * 1024]));
        content.Headers.ContentType = new("application/x-ndjson");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/submissions") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        try
        {
            (await HttpAnswer.Of(await _node.Http.SendAsync(request))).Refused(413);
        }
        catch (HttpRequestException)
        {
            // The connection was closed before all of it was sent.
        }
    }

    [Fact]
    public async Task A_batch_of_a_million_lines_is_refused_whole()
    {
        var first = Reports.Forum("million").ToJsonString();
        var lines = first + "\n" + string.Concat(Enumerable.Repeat("{}\n", 1_000_000));
        var answer = await _node.Post("/v1/submissions", Encoding.UTF8.GetBytes(lines), "application/x-ndjson");

        answer.Refused(413);
        (await _node.Get("/v1/submissions/B/million-forum-1")).Refused(404);
        Assert.Empty(await _node.Batch(new string('\n', 1_000_000)));
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_refused_alone()
    {
        var receipts = await _node.Batch(
            new string('x', 100_000), Reports.Forum("after-long").ToJsonString(), $$"""{"id":"{{new string('y', 90_000)}}"}""");

        Assert.Equal(["refused", "accepted", "refused"], receipts.Select(r => (string?)r["status"]));
        Assert.Equal([413, null, 413], receipts.Select(r => (int?)r["problem"]?["status"]));
    }

    [Fact]
    public async Task Nothing_of_a_refused_submission_is_stored()
    {
        var report = Reports.Forum("refused");
        report["colour"] = "red";
        (await _node.Post("/v1/submissions", report)).Refused(422);
        await _node.Batch(report.ToJsonString(), "{");

        Assert.Empty((await _node.Get("/v1/submissions?account=refused")).Ok()["submissions"]!.AsArray());
        (await _node.Get("/v1/submissions/B/refused-forum-1")).Refused(404);
        (await _node.Get("/v1/accounts/refused")).Refused(404);
        report.Remove("colour");
        Assert.Equal("accepted", (string?)(await _node.Submit(report))["status"]);
    }
}
