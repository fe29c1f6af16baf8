using System.Text;
using ActorSync.Node.Api;
using ActorSync.Node.Configuration;
using ActorSync.Node.Hosting;
using ActorSync.Tests.Node.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ActorSync.Tests.Node.Api;

/// <summary>Whoever stalls within a body, in time that passes by hand.</summary>
public sealed class PaceTests : IAsyncLifetime, IDisposable
{
    private const string OfOne = "/one";
    private const string OfBatch = "/batch";
    private const string Headers = "Host: a\r\nExpect: 100-continue\r\nConnection: close\r\n";

    private readonly ManualTime _time = new();
    private readonly CapturedLogs _logs = new();
    private readonly Uri _anywhere = new("http://127.0.0.1:0");
    private SubmissionIntake _intake = null!;
    private WebApplication _server = null!;

    public async Task InitializeAsync()
    {
        var settings = NodeConfiguration.Read(
            null, ["parties.B.base-url=\"http://127.0.0.1:9\""], new Dictionary<string, string>(), []);
        _intake = new SubmissionIntake(new RetriedAccounts(), settings.Rules.Parties, settings.Intake, _time);
        _server = WebServer.Build(
            _anywhere, settings, new(settings.ApiKeys), _logs.CreateLogger(""), [], _ => { },
            routes =>
            {
                routes.MapPost(OfOne, _intake.One);
                routes.MapPost(OfBatch, _intake.Batch);
            });
        await WebServer.Start(_server, _anywhere, default);
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose() => _logs.Dispose();

    [Theory]
    [InlineData(OfOne, 70_000, 60_000)]
    [InlineData(OfBatch, 5_000_000, 4_000_000)]
    public async Task A_sender_that_was_quick_at_first_and_stalls_is_told_that_it_is_too_slow(string path, int length, int sent)
    {
        using var sender = await Begin(path, length);
        await sender.Send(new string(' ', sent));

        var answer = sender.ReadToEnd();
        while (!answer.IsCompleted)
        {
            _time.Advance(Pace.Patience);
            await Task.Yield();
        }

        Assert.StartsWith("HTTP/1.1 408", await answer, StringComparison.Ordinal);
        Assert.Empty(_logs.Errors);
    }

    [Fact]
    public async Task A_sender_that_holds_the_pace_may_take_as_long_as_it_needs()
    {
        const int portions = 10;
        using var sender = await Begin(OfBatch, portions * Pace.Portion);
        await _time.Waits(1, Pace.Patience);

        for (var i = 1; i <= portions; i++)
        {
            _time.Advance(Pace.Patience - TimeSpan.FromSeconds(1));
            await sender.Send(new string(' ', Pace.Portion));
            if (i < portions) await _time.WaitLeft(Pace.Patience);
        }

        Assert.StartsWith("HTTP/1.1 200", await sender.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_does_not_read_its_receipts_is_not_waited_for()
    {
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\n", 5000))));
        using var full = new FullStream();
        var batch = _intake.Batch(new DefaultHttpContext { Request = { Body = lines }, Response = { Body = full } });
        await _time.Waits(1, Pace.Patience);
        Assert.False(batch.IsCompleted);

        _time.Advance(Pace.Patience);

        await batch.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    private async Task<RawConnection> Begin(string path, int length)
    {
        var connection = await RawConnection.To(WebServer.AddressOf(_server));
        await connection.Send($"POST {path} HTTP/1.1\r\n{Headers}Content-Length: {length}\r\n\r\n");
        await connection.ReadUntil("100 Continue");
        return connection;
    }
}
