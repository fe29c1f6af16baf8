using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using ActorSync.Node.Api;
using ActorSync.Node.Configuration;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ActorSync.Tests.Node.Api;

/// <summary>Batches that wait for their turn, in time that passes by hand.</summary>
public sealed class BatchPlacesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ManualTime _time = new();
    private readonly HeldAccounts _accounts = new();
    private readonly SubmissionIntake _intake;

    public BatchPlacesTests()
    {
        var settings = NodeConfiguration.Read(
            null, ["parties.B.base-url=\"http://127.0.0.1:9\"", "node.limits.batches=1"], new Dictionary<string, string>(), []);
        _intake = new(_accounts, settings.Rules.Parties, settings.Intake, _time);
    }

    [Fact]
    public async Task A_batch_waits_its_turn_until_the_one_before_is_decided()
    {
        var first = Send("first");
        var second = Send("second");
        Assert.Equal("first", await _accounts.Told.ReadAsync());
        Assert.False(_accounts.Told.TryRead(out _));

        _accounts.AnswerAll();

        Assert.Contains("accepted", await first, StringComparison.Ordinal);
        Assert.Equal("second", await _accounts.Told.ReadAsync());
        _accounts.AnswerAll();
        Assert.Contains("accepted", await second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_turn_does_not_come_is_told_to_come_again_and_takes_nobody_s_place()
    {
        var first = Send("first");
        var late = Send("late");
        await _time.Waits(1, Patience);

        _time.Advance(Patience);

        Assert.Contains("\"status\":429", await late, StringComparison.Ordinal);
        _accounts.AnswerAll();
        await first;
        var next = Send("next");
        Assert.Equal(["first", "next"], [await _accounts.Told.ReadAsync(), await _accounts.Told.ReadAsync()]);
        _accounts.AnswerAll();
        await next;
    }

    [Fact]
    public async Task Whoever_does_not_read_its_receipts_has_its_turn_behind_it()
    {
        using var full = new FullStream();
        var unread = Send("unread", full);
        _accounts.AnswerAll();

        var next = Send("next");

        Assert.Equal(["unread", "next"], [await _accounts.Told.ReadAsync(), await _accounts.Told.ReadAsync()]);
        _accounts.AnswerAll();
        await next;
        Assert.False(unread.IsCompleted);
    }

    /// <returns>What is answered.</returns>
    private async Task<string> Send(string account, Stream? answer = null)
    {
        var report = Reports.Forum(account).ToJsonString();
        // Receipts for more than one flush.
        var lines = string.Concat(Enumerable.Repeat("x\n", 2000)) + report;
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(lines));
        using var written = new MemoryStream();
        var http = new DefaultHttpContext { Request = { Body = body }, Response = { Body = answer ?? written } };
        await _intake.Batch(http);
        await http.Response.BodyWriter.FlushAsync();
        return Encoding.UTF8.GetString(written.ToArray());
    }

    /// <summary>Accounts that answer when they are told to.</summary>
    private sealed class HeldAccounts : IAccounts
    {
        private readonly ConcurrentQueue<TaskCompletionSource<AccountReply>> _held = [];
        private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

        /// <summary>Which accounts were told something.</summary>
        public ChannelReader<string> Told => _told.Reader;

        public IReadOnlyCollection<DeliveryId> Calling => [];

        public void AnswerAll()
        {
            while (_held.TryDequeue(out var reply))
                reply.SetResult(new AccountReply.Decided(new Answer.Received(Verdict.Accepted, DateTimeOffset.UnixEpoch, false)));
        }

        public Task<AccountReply> Tell(AccountId account, AccountCommand command, CancellationToken cancellation)
        {
            var reply = new TaskCompletionSource<AccountReply>();
            _held.Enqueue(reply);
            _told.Writer.TryWrite(account.Value);
            return reply.Task;
        }

        public Task<AccountView?> Read(AccountId account, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
