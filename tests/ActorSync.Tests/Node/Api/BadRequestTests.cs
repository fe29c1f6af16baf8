using System.Text;
using Xunit;

namespace ActorSync.Tests.Node.Api;

/// <summary>Requests that are wrong as HTTP: a 4xx answer or a closed connection, never a 5xx, never a fault of the node.</summary>
public sealed class BadRequestTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private const string Post = "POST /v1/submissions HTTP/1.1\r\nHost: node\r\nContent-Type: application/json\r\n";
    private readonly RunningNode _node = fixture.Node;

    [Theory]
    [InlineData("PUT", "/v1/submissions")]
    [InlineData("DELETE", "/v1/submissions")]
    [InlineData("PATCH", "/v1/submissions/B/x")]
    [InlineData("DELETE", "/v1/submissions/B/x")]
    [InlineData("GET", "/v1/actions")]
    [InlineData("POST", "/v1/accounts/a")]
    [InlineData("POST", "/v1/events")]
    [InlineData("OPTIONS", "/v1/submissions")]
    [InlineData("TRACE", "/v1/submissions")]
    [InlineData("BREW", "/v1/submissions")]
    [InlineData("POST", "/openapi.json")]
    public async Task A_wrong_method_is_refused_and_the_right_ones_are_named(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _node.Http.SendAsync(request);

        Assert.NotEmpty(response.Content.Headers.Allow);
        (await HttpAnswer.Of(response)).Refused(405);
    }

    [Theory]
    [InlineData("/v1/submissions", null)]
    [InlineData("/v1/submissions", "text/plain")]
    [InlineData("/v1/submissions", "application/xml")]
    [InlineData("/v1/submissions", "application/x-www-form-urlencoded")]
    [InlineData("/v1/submissions", "multipart/form-data; boundary=x")]
    [InlineData("/v1/submissions", "json")]
    [InlineData("/v1/submissions", ";;;")]
    [InlineData("/v1/submissions", "*/*")]
    [InlineData("/v1/submissions/B/x/retry", "text/plain")]
    [InlineData("/v1/actions", "text/plain")]
    public async Task A_wrong_content_type_is_refused(string path, string? type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Reports.Forum("typed").ToJsonString()));
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);

        var detail = (string?)(await HttpAnswer.Of(await _node.Http.PostAsync(path, content))).Refused(415)["detail"];
        Assert.Contains("application/json", detail, StringComparison.Ordinal);
        Assert.Equal(path == "/v1/submissions", detail!.Contains("application/x-ndjson", StringComparison.Ordinal));
        (await _node.Get("/v1/submissions/B/typed-forum-1")).Refused(404);
    }

    [Theory]
    [InlineData("/v1/submissions", "application/json", "gzip")]
    [InlineData("/v1/submissions", "application/x-ndjson", "gzip")]
    [InlineData("/v1/submissions", "application/x-ndjson", "identity, br")]
    [InlineData("/v1/submissions/B/x/retry", "application/json", "deflate")]
    [InlineData("/v1/actions", "application/json", "gzip")]
    public async Task A_coded_body_is_refused_for_its_coding(string path, string type, string coding)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Reports.Forum("coded").ToJsonString()));
        content.Headers.Add("Content-Type", type);
        content.Headers.Add("Content-Encoding", coding);

        var answer = await HttpAnswer.Of(await _node.Http.PostAsync(path, content));

        Assert.Contains("Content-Encoding", (string?)answer.Refused(415)["detail"], StringComparison.Ordinal);
        Assert.Equal(["identity"], answer.Headers.GetValues("Accept-Encoding"));
        (await _node.Get("/v1/submissions/B/coded-forum-1")).Refused(404);
    }

    [Fact]
    public async Task A_body_that_says_it_is_not_coded_is_taken_in()
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Reports.Forum("plain").ToJsonString()));
        content.Headers.Add("Content-Type", "application/json");
        content.Headers.Add("Content-Encoding", "Identity");

        (await HttpAnswer.Of(await _node.Http.PostAsync("/v1/submissions", content))).Ok(202);
    }

    [Theory]
    [InlineData("/v1/submissions", "application/json; charset=utf-7")]
    [InlineData("/v1/submissions", "application/json; charset=nonsense")]
    [InlineData("/v1/submissions", "application/x-ndjson; charset=utf-7")]
    [InlineData("/v1/submissions/B/x/retry", "application/json; charset=utf-7")]
    [InlineData("/v1/actions", "application/json; charset=nonsense")]
    public async Task A_charset_changes_nothing_as_JSON_has_only_one(string path, string type)
    {
        using var content = new ByteArrayContent("{"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        Assert.InRange((await HttpAnswer.Of(await _node.Http.PostAsync(path, content))).Status, 200, 499);
        Assert.Empty(_node.Logs.Errors);
    }

    public static TheoryData<string> Broken =>
    [
        "\r\n\r\n\r\n", "GET\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "nonsense\0\u0001\u0080\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/submissions/B/\0x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/submissions/%zz/% HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET http://elsewhere/v1/submissions/B/x HTTP/1.1\r\nHost: elsewhere\r\nConnection: close\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /v1/submissions/B/%2E%2E/%2e%2e/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /v1/submissions?account=%ff%00&account=%F0%9F HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n X\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nNo colon\r\n\r\n", Post + "Content-Length: -1\r\n\r\n", Post + "Content-Length: 1e3\r\n\r\n",
        Post + "Content-Length: 99999999999999999999\r\n\r\n", Post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
        Post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
        Post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", Post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        Post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}", Post + "Transfer-Encoding: gzip\r\n\r\n",
        Post + "Transfer-Encoding: gzip, chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
        Post + "Expect: nothing\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
        Post + "Content-Encoding: gzip\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
        Post + "traceparent: 00-x\r\ntraceparent: \u0080\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
        "GET /" + new string('a', 10_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: " + new string('a', 40_000) + "\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: 1\r\n")) + "\r\n", new('A', 20_000),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Broken_HTTP_is_refused_or_cut_off(string request)
    {
        var answer = await RawConnection.Exchange(_node.Host.Api, Encoding.Latin1.GetBytes(request));

        Assert.True(IsRefusal(answer), answer);
        await StillWorks();
    }

    [Fact]
    public async Task Senders_that_break_off_leave_nothing_and_disturb_nobody()
    {
        var body = Reports.Forum("broken-off").ToJsonString();
        var whole = $"{Post}Content-Length: {body.Length}\r\n\r\n{body}";
        var ndjson = Post.Replace("json", "x-ndjson", StringComparison.Ordinal);
        var chunked = $"{ndjson}Transfer-Encoding: chunked\r\n\r\n{body.Length + 1:x}\r\n{body}\n\r\n";

        foreach (var text in new[] { whole[..^1], whole[..(whole.Length / 2)], Post, Post[..20], chunked, chunked[..^5] })
        {
            Assert.True(IsRefusal(await RawConnection.Exchange(_node.Host.Api, Encoding.UTF8.GetBytes(text))), text);
            using var reset = await RawConnection.To(_node.Host.Api);
            await reset.Send(text);
            reset.Reset();
        }

        await StillWorks();
        (await _node.Get("/v1/submissions/B/broken-off-forum-1")).Refused(404);
        Assert.Empty(_node.Logs.Errors);
    }

    [Fact]
    public async Task Askers_that_do_not_wait_for_the_answer_disturb_nobody()
    {
        await _node.Batch([.. Enumerable.Range(1, 500).Select(i => Reports.Forum("unheard", i).ToJsonString())]);

        for (var i = 0; i < 50; i++)
        {
            using var reset = await RawConnection.To(_node.Host.Api);
            await reset.Send($"GET {(i % 2 == 0 ? "/v1/submissions?limit=1000" : "/v1/accounts/unheard")} HTTP/1.1\r\nHost: a\r\n\r\n");
            reset.Reset();
        }

        await StillWorks();
        Assert.Empty(_node.Logs.Errors);
    }

    [Fact]
    public async Task A_submission_is_durable_even_when_its_sender_does_not_wait()
    {
        var body = Reports.Forum("left").ToJsonString();
        using (var connection = await RawConnection.To(_node.Host.Api))
        {
            await connection.Send($"{Post}Content-Length: {body.Length}\r\n\r\n{body}");
            await connection.ReadUntil("202");
        }

        await _node.Until("done", "left-forum-1");
    }

    [Fact]
    public async Task Slow_senders_are_cut_off_while_others_are_served()
    {
        using var head = await RawConnection.To(_node.Host.Api);
        await head.Send("GET /v1/submissions HTTP/1.1\r\nHost:");
        using var body = await RawConnection.To(_node.Host.Api);
        await body.Send(Post + "Content-Length: 1000\r\n\r\n{");
        using var chunk = await RawConnection.To(_node.Host.Api);
        await chunk.Send(Post.Replace("json", "x-ndjson", StringComparison.Ordinal) + "Transfer-Encoding: chunked\r\n\r\n5\r\n{");
        await StillWorks();

        var answers = await Task.WhenAll(head.ReadToEnd(), body.ReadToEnd(), chunk.ReadToEnd());

        Assert.All(answers, answer => Assert.True(IsRefusal(answer), answer));
        Assert.Contains("408", answers[1], StringComparison.Ordinal);
        Assert.Empty(_node.Logs.Errors);
    }

    [Fact]
    public async Task Requests_in_one_go_are_answered_in_turn()
    {
        var (good, bad) = (Reports.Forum("pipelined").ToJsonString(), "{");
        var answer = await RawConnection.Exchange(_node.Host.Api, Encoding.UTF8.GetBytes(
            $"{Post}Content-Length: {bad.Length}\r\n\r\n{bad}"
                + $"{Post}Content-Length: {good.Length}\r\n\r\n{good}"
                + $"{Post}Content-Length: 2\r\nConnection: close\r\n\r\n[]"));

        Assert.Equal(["400", "202", "422"], answer.Split("HTTP/1.1 ").Skip(1).Select(a => a[..3]));
    }

    /// <summary>
    /// A 4xx, a connection closed (with a frame that says so, to who speaks HTTP/2), or 505 for
    /// a version of HTTP that there is not.
    /// </summary>
    private static bool IsRefusal(string answer) =>
        !answer.StartsWith("HTTP/", StringComparison.Ordinal)
        || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 505 ", StringComparison.Ordinal);

    private async Task StillWorks() => (await _node.Get("/v1/submissions?limit=1")).Ok();
}
