using ActorSync.Delivering;
using Xunit;

namespace ActorSync.Tests;

/// <summary>What the party makes of responses.</summary>
public sealed class HttpPartyAnswerTests
{
    [Theory]
    [InlineData(200, AttemptResult.Delivered)]
    [InlineData(201, AttemptResult.Delivered)]
    [InlineData(202, AttemptResult.Delivered)]
    [InlineData(204, AttemptResult.Delivered)]
    [InlineData(301, AttemptResult.Permanent)]
    [InlineData(308, AttemptResult.Permanent)]
    [InlineData(400, AttemptResult.Permanent)]
    [InlineData(401, AttemptResult.Permanent)]
    [InlineData(404, AttemptResult.Permanent)]
    [InlineData(408, AttemptResult.Temporary)]
    [InlineData(409, AttemptResult.Permanent)]
    [InlineData(410, AttemptResult.Permanent)]
    [InlineData(425, AttemptResult.Temporary)]
    [InlineData(429, AttemptResult.Temporary)]
    [InlineData(500, AttemptResult.UnknownEffect)]
    [InlineData(503, AttemptResult.UnknownEffect)]
    [InlineData(799, AttemptResult.UnknownEffect)]
    public async Task The_status_code_decides(int status, AttemptResult result)
    {
        var answer = await AnswerTo($"HTTP/1.1 {status} Something\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal((result, (int?)status), (answer.Result, answer.Code));
    }

    [Theory]
    [InlineData(204, AttemptResult.Delivered)]
    [InlineData(404, AttemptResult.Delivered)]
    [InlineData(410, AttemptResult.Delivered)]
    [InlineData(409, AttemptResult.Permanent)]
    [InlineData(503, AttemptResult.UnknownEffect)]
    public async Task What_is_not_there_is_cancelled(int status, AttemptResult result) =>
        Assert.Equal(result, (await AnswerTo($"HTTP/1.1 {status} Something\r\nContent-Length: 0\r\n\r\n", SomeDelivery.Cancel)).Result);

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var answer = await AnswerTo("HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal("redirects are not followed: /elsewhere", answer.Detail);
    }

    [Theory]
    [InlineData("Retry-After: 7", 7)]
    [InlineData("Retry-After: 0", 0)]
    [InlineData("Retry-After: 99999999999999999999", 86_400)]
    [InlineData("Retry-After: Thu, 08 Oct 2026 01:00:30 GMT", 30)]
    [InlineData("Retry-After: Thu, 08 Oct 2026 00:00:00 GMT", 0)]
    [InlineData("Date: Wed, 07 Oct 2026 00:00:00 GMT\r\nRetry-After: Wed, 07 Oct 2026 00:00:05 GMT", 5)]
    [InlineData("Retry-After: soon", null)]
    [InlineData("Retry-After: -1", null)]
    [InlineData("X-Other: 1", null)]
    public async Task Retry_after_is_seconds_or_a_date(string header, int? seconds)
    {
        var answer = await AnswerTo($"HTTP/1.1 503 Service Unavailable\r\n{header}\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(seconds, (int?)answer.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task The_detail_is_the_body_on_one_line() =>
        Assert.Equal("main first, please", await DetailOf("text/plain", "main\r\n\tfirst,\u0007\u001b please\n"));

    [Fact]
    public async Task Without_a_body_the_detail_is_the_reason() =>
        Assert.Equal("Conflict", (await AnswerTo("HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n")).Detail);

    [Theory]
    [InlineData("""{"type":"about:blank","title":"Main missing","status":409,"detail":"forum is not there"}""",
        "Main missing: forum is not there")]
    [InlineData("""{"errors":{"title":"inner"},"detail":"forum is not there"}""", "forum is not there")]
    [InlineData("""{"title":"Main missing","instance":"cut off""", "Main missing")]
    [InlineData("""{"status":409}""", """{"status":409}""")]
    [InlineData("none", "none")]
    public async Task Problem_details_say_their_title_and_detail(string body, string detail) =>
        Assert.Equal(detail, await DetailOf("application/problem+json", body));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/problem+json")]
    public async Task Of_a_long_body_the_beginning_is_kept(string type)
    {
        var detail = await DetailOf(type, new string('x', 300_000));

        Assert.Equal(new string('x', 1000), detail);
    }

    [Fact]
    public async Task A_compressed_body_is_not_shown() =>
        Assert.Equal(
            "Conflict",
            (await AnswerTo("HTTP/1.1 409 Conflict\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")).Detail);

    [Fact]
    public async Task Secrets_that_the_receiver_repeats_are_hidden()
    {
        const string body = "sent: Authorization: Bearer s3cr3t-t0ken and x-key k3y-of-c-0042";
        await using var receiver = FakeReceiver.Answering($"HTTP/1.1 400 Bad Request\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        using var party = SomeParty.From(SomeParty.Said(receiver.Url) with
        {
            Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer s3cr3t-t0ken", ["X-Key"] = "k3y-of-c-0042" },
        });

        Assert.Equal("sent: Authorization: *** and x-key ***", (await party.Call()).Detail);
    }

    [Fact]
    public async Task A_secret_that_is_cut_off_is_hidden()
    {
        var secret = new string('k', 100);
        var body = new string('\n', ResponseText.MaxBytes - 20) + secret;
        await using var receiver = FakeReceiver.Answering($"HTTP/1.1 400 Bad Request\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        using var party = SomeParty.From(
            SomeParty.Said(receiver.Url) with { Headers = new Dictionary<string, string> { ["X-Key"] = secret } });

        Assert.Equal("***", (await party.Call()).Detail);
    }

    [Fact]
    public async Task A_connection_is_used_again_after_an_error()
    {
        await using var receiver = FakeReceiver.Answering("HTTP/1.1 500 Oops\r\nContent-Length: 5000\r\n\r\n" + new string('x', 5000));
        using var party = SomeParty.At(receiver.Url);

        for (var i = 0; i < 3; i++) Assert.Equal(500, (await party.Call()).Code);

        Assert.Equal(1, receiver.Connections);
    }

    private static async Task<string?> DetailOf(string type, string body) =>
        (await AnswerTo($"HTTP/1.1 409 Conflict\r\nContent-Type: {type}\r\n"
            + $"Content-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}")).Detail;

    private static async Task<PartyAnswer> AnswerTo(string response, Delivery? delivery = null)
    {
        await using var receiver = FakeReceiver.Answering(response);
        using var party = SomeParty.From(SomeParty.Said(receiver.Url), new ManualTime());
        return await party.Call(delivery);
    }
}
