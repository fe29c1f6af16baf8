using System.Net;
using ActorSync.Delivering;
using Xunit;

namespace ActorSync.Tests;

/// <summary>Bad networks: what surely had no effect, and what may have had one.</summary>
public sealed class HttpPartyFaultTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    public static TheoryData<bool, bool> Calls => new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_refused_connection_had_no_effect(bool cancel, bool http2)
    {
        var answer = await Call(FakeReceiver.NobodyThere(), cancel, http2);

        Assert.Equal((AttemptResult.Temporary, null), (answer.Result, answer.Code));
        Assert.Contains("refused", answer.Detail, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_name_that_nobody_knows_had_no_effect(bool cancel, bool http2) =>
        Assert.Equal(AttemptResult.Temporary, (await Call("http://nobody.invalid", cancel, http2)).Result);

    [Fact]
    public async Task A_failed_handshake_had_no_effect()
    {
        await using var receiver = new FakeReceiver(async c => { await c.ReadSome(); await c.Write(Ok); });

        Assert.Equal(AttemptResult.Temporary, (await Call(receiver.Url.Replace("http:", "https:", StringComparison.Ordinal))).Result);
    }

    [Fact]
    public async Task A_connection_that_does_not_come_about_in_time_had_no_effect()
    {
        // The handshake never ends, which the connect timeout covers as it covers the connection itself.
        await using var receiver = new FakeReceiver(c => c.Stall());
        var said = SomeParty.Said(receiver.Url.Replace("http:", "https:", StringComparison.Ordinal));
        using var party = SomeParty.From(said with { ConnectTimeout = TimeSpan.FromMilliseconds(50) });

        var answer = await party.Call();

        Assert.Equal(AttemptResult.Temporary, answer.Result);
        Assert.NotNull(answer.Detail);
    }

    [Fact]
    public async Task Missing_credentials_had_no_effect()
    {
        await using var receiver = FakeReceiver.Answering(Ok);
        using var party = new HttpParty(
            HttpPartySettings.Read(SomeParty.Said(receiver.Url)).Settings!, TimeProvider.System, _ => new NoCredentials());

        Assert.Equal((AttemptResult.Temporary, "no token"), ((await party.Call()).Result, (await party.Call()).Detail));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_connection_cut_before_the_request_is_read_may_have_had_effect(bool cancel, bool http2)
    {
        await using var receiver = new FakeReceiver(async c => { await c.ReadSome(); c.Reset(); });

        Assert.Equal(AttemptResult.UnknownEffect, (await Call(receiver.Url, cancel, http2)).Result);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTT")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno header\r\n\r\n")]
    public async Task What_ends_or_garbles_the_head_of_a_response_may_have_had_effect(string response)
    {
        await using var receiver = new FakeReceiver(async c => { await c.Read(); await c.Write(response); });

        foreach (var cancel in new[] { false, true })
        {
            var answer = await Call(receiver.Url, cancel);
            Assert.Equal((AttemptResult.UnknownEffect, null), (answer.Result, answer.Code));
            Assert.NotNull(answer.Detail);
        }
    }

    [Fact]
    public async Task Headers_without_end_are_not_read()
    {
        await using var receiver = new FakeReceiver(async c =>
        {
            await c.Read();
            await c.Write("HTTP/1.1 200 OK\r\n");
            for (var i = 0; i < 1000; i++) await c.Write($"X-{i}: {new string('x', 1000)}\r\n");
        });

        Assert.Equal(AttemptResult.UnknownEffect, (await Call(receiver.Url)).Result);
    }

    [Fact]
    public async Task A_stale_connection_may_have_had_effect()
    {
        await using var receiver = new FakeReceiver(async c =>
        {
            await c.Read();
            await c.Write(Ok);
            await c.Read();
            c.Reset();
        });
        using var party = SomeParty.At(receiver.Url);

        Assert.Equal(AttemptResult.Delivered, (await party.Call()).Result);
        Assert.Equal(AttemptResult.UnknownEffect, (await party.Call()).Result);
    }

    [Theory]
    [InlineData("200 OK", AttemptResult.Delivered)]
    [InlineData("409 Conflict", AttemptResult.Permanent)]
    public async Task A_body_that_is_cut_changes_nothing(string status, AttemptResult result)
    {
        await using var receiver = new FakeReceiver(async c =>
        {
            await c.Read();
            await c.Write($"HTTP/1.1 {status}\r\nContent-Length: 1000\r\n\r\nmain first");
        });

        var answer = await Call(receiver.Url);

        Assert.Equal(result, answer.Result);
        if (result is AttemptResult.Permanent) Assert.Equal("main first", answer.Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    public async Task A_call_without_answer_ends_when_its_caller_ends_it(string response)
    {
        var read = new TaskCompletionSource();
        await using var receiver = new FakeReceiver(async c =>
        {
            await c.Read();
            await c.Write(response);
            read.SetResult();
            await c.Stall();
        });
        using var party = SomeParty.At(receiver.Url);
        using var timeout = new CancellationTokenSource();

        var call = party.Deliver(Some.Account, SomeDelivery.Main, timeout.Token);
        await read.Task;
        await timeout.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task An_answer_whose_body_stalls_is_still_an_answer()
    {
        using var timeout = new CancellationTokenSource();
        using var party = new HttpParty(
            HttpPartySettings.Read(SomeParty.Said("http://hub")).Settings!, TimeProvider.System, _ => new StallingBody(timeout));

        var answer = await party.Deliver(Some.Account, SomeDelivery.Main, timeout.Token);

        Assert.True(timeout.IsCancellationRequested);
        Assert.Equal((AttemptResult.Permanent, "no seat"), (answer.Result, answer.Detail));
    }

    [Fact]
    public async Task A_slow_answer_is_an_answer()
    {
        await using var receiver = new FakeReceiver(async c =>
        {
            await c.Read();
            foreach (var letter in "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok") await c.Write(letter.ToString());
            await c.Stall();
        });

        Assert.Equal((AttemptResult.Delivered, 201), ((await Call(receiver.Url)).Result, (await Call(receiver.Url)).Code));
    }

    private static async Task<PartyAnswer> Call(string url, bool cancel = false, bool http2 = false)
    {
        using var party = SomeParty.From(SomeParty.Said(url) with { Http2 = http2 });
        return await party.Call(cancel ? SomeDelivery.Cancel : SomeDelivery.Main);
    }

    private sealed class NoCredentials : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(HttpRequestError.UserAuthenticationError, "no token");
    }

    /// <summary>Answers, and then its caller's time is over in the middle of the body.</summary>
    private sealed class StallingBody(CancellationTokenSource timeout) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.UnprocessableContent) { Content = new StreamContent(new Body(timeout)) });

        private sealed class Body(CancellationTokenSource timeout) : MemoryStream("no seat"u8.ToArray())
        {
            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                if (Position < Length) return await base.ReadAsync(buffer, cancellationToken);
                await timeout.CancelAsync();
                throw new OperationCanceledException(cancellationToken);
            }
        }
    }
}
