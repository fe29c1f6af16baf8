using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage;

/// <summary>
/// What every <see cref="IRegistrationLog"/> answers about single submissions, accounts and open
/// work; lists have a suite of their own.
/// </summary>
public abstract class RegistrationLogContract : IAsyncLifetime
{
    private readonly Dictionary<string, long> _versions = [];
    private StoreUnderTest? _store;
    private long _epoch;

    protected IRegistrationLog Log => _store!.Log;

    public async Task InitializeAsync()
    {
        _store = await Open();
        for (var shard = 0; shard < StoreUnderTest.Shards; shard++) _epoch = await _store.Journal.Take(shard, default);
    }

    public async Task DisposeAsync() => await _store!.Close();

    [Fact]
    public async Task An_unknown_submission_has_no_rows_and_no_attempts()
    {
        Assert.Empty(await Log.Find(Id("1"), default));
        Assert.Empty(await Log.Attempts(Id("1"), default));
        Assert.Empty(await Log.Events(Account("a"), 0, 10, default));
        Assert.Empty(await Log.Open(0, null, 10, default));
        Assert.Empty((await Log.List(new(), default)).Entries);
    }

    [Fact]
    public async Task A_row_says_everything_about_its_submission()
    {
        var submission = Submission("a", "1", "forum/dinner") with
        {
            MainMeeting = MeetingId.Parse("forum"), Operation = Operation.Approve, Revision = long.MaxValue,
            OccurredAt = Time.AddDays(-1), NotBefore = Time.AddDays(2),
        };
        await Append("a", Received(submission, Time, C) with { Trace = "00-trace-01" });

        var row = Assert.Single(await Log.Find(submission.Id, default));

        Assert.Equal(submission.Id, row.Submission);
        Assert.Equal(C, row.To);
        Assert.Equal(submission.Account, row.Account);
        Assert.Equal(submission.Meeting, row.Meeting);
        Assert.Equal(submission.MainMeeting, row.MainMeeting);
        Assert.Equal(submission.Operation, row.Operation);
        Assert.Equal(submission.Revision, row.Revision);
        Assert.Equal(submission.OccurredAt, row.OccurredAt);
        Assert.Equal(submission.NotBefore, row.NotBefore);
        Assert.Equal(Time, row.ReceivedAt);
        Assert.Equal("00-trace-01", row.Trace);
        Assert.Equal(submission.Data, row.Data);
        Assert.Equal(
            new LogStatus(Status.Waiting)
            {
                Reason = "it is free to leave", Unblocks = "its turn", NextDue = Time, Attempts = 0, ChangedAt = Time,
            },
            row.Status);
    }

    [Fact]
    public async Task A_submission_has_a_row_for_each_receiver_in_order()
    {
        PartyId[] receivers = [PartyId.Parse("Z"), C, PartyId.Parse("A")];
        await Append("a", Received(Submission("a", "1"), Time, receivers));

        var rows = await Log.Find(Id("1"), default);

        Assert.Equal(receivers.Select(r => (PartyId?)r), rows.Select(r => r.To));
        Assert.True(rows[0].Row < rows[1].Row && rows[1].Row < rows[2].Row);
    }

    [Fact]
    public async Task A_submission_that_goes_nowhere_has_one_row_without_a_receiver()
    {
        await Append("a", Received(Submission("a", "1"), Time));

        var row = Assert.Single(await Log.Find(Id("1"), default));

        Assert.Null(row.To);
        Assert.Equal(Status.Done, row.Status.Status);
        Assert.Null(row.MainMeeting);
        Assert.Null(row.NotBefore);
        Assert.Null(row.Trace);
    }

    [Fact]
    public async Task Every_status_is_kept_with_its_reason()
    {
        foreach (var verdict in Enum.GetValues<Verdict>())
            await Append("a", Received("a", verdict.ToString()) with { Verdict = verdict, Of = Id("other"), Deliveries = [] });

        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            var status = Assert.Single(await Log.Find(Id(verdict.ToString()), default)).Status;
            Assert.Equal(verdict is Verdict.Accepted ? nameof(Status.Done) : verdict.ToString(), status.Status.ToString());
            Assert.NotNull(status.Reason);
        }
    }

    [Fact]
    public async Task An_update_changes_the_row_of_its_receiver_alone()
    {
        await Append("a", Received(Submission("a", "1"), Time, B, C));
        await Append("a", new AccountEvent.DeliveryParked(Delivery("1", C), ParkReason.Rejected, "422 no") { At = Time.AddSeconds(1) });

        var rows = await Log.Find(Id("1"), default);

        Assert.Equal(Status.Waiting, rows[0].Status.Status);
        Assert.Equal(Status.Parked, rows[1].Status.Status);
        Assert.Equal("rejected by C: 422 no", rows[1].Status.Reason);
        Assert.NotNull(rows[1].Status.Unblocks);
        Assert.Null(rows[1].Status.NextDue);
        Assert.Equal(Time.AddSeconds(1), rows[1].Status.ChangedAt);
    }

    [Fact]
    public async Task Attempts_stay_as_they_were_when_an_update_does_not_say()
    {
        await Append("a", Received("a", "1"));
        await Append("a", Failed("1", C, 1));
        Assert.Equal(1, (await Log.Find(Id("1"), default))[0].Status.Attempts);
        await Append("a", new AccountEvent.DeliveryParked(Delivery("1", C), ParkReason.Exhausted, null) { At = Time });

        Assert.Equal(1, (await Log.Find(Id("1"), default))[0].Status.Attempts);
    }

    [Fact]
    public async Task Attempts_come_in_order_over_all_receivers()
    {
        await Append("a", Received(Submission("a", "1"), Time, B, C), Failed("1", C, 1));
        await Append("a", Failed("1", B, 2), Failed("1", C, 3));
        await Append("a", Delivered("1", C, attempt: 4));

        var attempts = await Log.Attempts(Id("1"), default);

        Assert.Equal([(C, 1), (B, 2), (C, 3), (C, 4)], attempts.Select(a => (a.To, a.Attempt.Number)));
        Assert.Equal(Attempt(4, AttemptResult.Delivered), attempts[3].Attempt);
    }

    [Fact]
    public async Task An_attempt_is_kept_as_it_was()
    {
        var attempt = new Attempt
        {
            Number = 1, StartedAt = Time, Took = TimeSpan.FromMicroseconds(1_234_567), Result = AttemptResult.UnknownEffect,
            Detail = "no answer", RetryAfter = TimeSpan.FromSeconds(30),
        };
        await Append("a", Received("a", "1"), new AccountEvent.AttemptFailed(Delivery("1", C), attempt, Time.AddSeconds(5)) { At = Time });

        Assert.Equal(attempt, Assert.Single(await Log.Attempts(Id("1"), default)).Attempt);
    }

    [Fact]
    public async Task An_operators_action_changes_the_status_and_stands_in_the_timeline()
    {
        await Append("a", Received("a", "1"));
        await Append("a", new AccountEvent.DeliverySkipped(Delivery("1", C), "ann", "not needed", ReleaseSubs: false) { At = Time });

        Assert.Equal(Status.Cancelled, (await Log.Find(Id("1"), default))[0].Status.Status);
        Assert.Equal("delivery-skipped/1", (await Log.Events(Account("a"), 1, 10, default)).Single().Name);
    }

    [Fact]
    public async Task The_timeline_of_an_account_is_paged_in_order()
    {
        await Append("a", Received("a", "1"), Received("a", "2"), Received("a", "3"));
        await Append("b", Received("b", "4"));
        await Append("a", Delivered("1", C), Delivered("2", C));

        var first = await Log.Events(Account("a"), 0, 2, default);
        var rest = await Log.Events(Account("a"), first[^1].Sequence, 10, default);

        Assert.Equal([1, 2], first.Select(e => e.Sequence));
        Assert.Equal([3, 4, 5], rest.Select(e => e.Sequence));
        Assert.Equal("delivered/1", rest[^1].Name);
        Assert.Empty(await Log.Events(Account("a"), 5, 10, default));
    }

    [Fact]
    public async Task Open_work_comes_longest_due_first_page_by_page()
    {
        int[] seconds = [5, 1, 3, 1, 1, 9, 1];
        for (var i = 0; i < seconds.Length; i++)
            await Append($"a{i}", Received(Submission($"a{i}", $"{i}"), Time.AddSeconds(seconds[i]), C));

        var pages = new List<OpenWork>();
        for (IReadOnlyList<OpenWork> page = [new(0, default, default, default, default)]; page.Count > 0; pages.AddRange(page))
            page = await Log.Open(0, pages.LastOrDefault(), 2, default);

        Assert.Equal(["a1", "a3", "a4", "a6", "a2", "a0", "a5"], pages.Select(w => w.Account.Value));
        Assert.Equal(seconds.Order().Select(s => Time.AddSeconds(s)), pages.Select(w => w.Due));
        Assert.All(pages, w => Assert.Equal((C, Status.Waiting), (w.To, w.Status)));
    }

    [Fact]
    public async Task Open_work_is_what_has_a_time_in_this_shard()
    {
        await Append("done", Received("done", "1"), Delivered("1", C));
        await Append("delivered", Received("delivered", "2"));
        await Append("delivered", Delivered("2", C));
        await Append("parked", Received("parked", "3"));
        await Append("parked", new AccountEvent.DeliveryParked(Delivery("3", C), ParkReason.Rejected, null) { At = Time });
        await Append("retried", Received("retried", "4"), Failed("4", C, 1));
        await Append("nowhere", Received(Submission("nowhere", "5"), Time));
        await Append("elsewhere", 1, Received("elsewhere", "6"));

        var here = Assert.Single(await Log.Open(0, null, 10, default));
        var there = Assert.Single(await Log.Open(1, null, 10, default));

        Assert.Equal((Account("retried"), C, Status.Retrying, Time.AddMinutes(1)), (here.Account, here.To, here.Status, here.Due));
        Assert.Equal("elsewhere", there.Account.Value);
        Assert.Empty(await Log.Open(2, null, 10, default));
    }

    [Fact]
    public async Task Each_receiver_of_a_submission_is_open_work_of_its_own()
    {
        await Append("a", Received(Submission("a", "1"), Time, B, C));
        await Append("a", Delivered("1", B));

        Assert.Equal(C, Assert.Single(await Log.Open(0, null, 10, default)).To);
    }

    [Fact]
    public async Task Times_are_kept_to_the_millisecond()
    {
        var at = Time.AddTicks(12_345_678);
        await Append("a", Received(Submission("a", "1") with { OccurredAt = at }, at, C));

        var row = Assert.Single(await Log.Find(Id("1"), default));

        Assert.Equal(Time.AddMilliseconds(1234), row.ReceivedAt);
        Assert.Equal(Time.AddMilliseconds(1234), row.OccurredAt);
        Assert.Equal(Time.AddMilliseconds(1234), row.Status.NextDue);
        Assert.Equal(Time.AddMilliseconds(1234), (await Log.Events(Account("a"), 0, 1, default))[0].At);
    }

    [Fact]
    public async Task A_limit_below_one_is_a_defect()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.Events(Account("a"), 0, 0, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.Open(0, null, 0, default));
    }

    protected abstract Task<StoreUnderTest> Open();

    private static AccountEvent.AttemptFailed Failed(string id, PartyId to, int attempt) =>
        new(Delivery(id, to), Attempt(attempt, AttemptResult.Temporary), Time.AddMinutes(1)) { At = Time };

    private Task Append(string account, params AccountEvent[] events) => Append(account, 0, events);

    private async Task Append(string account, int shard, params AccountEvent[] events)
    {
        var first = _versions.GetValueOrDefault(account) + 1;
        _versions[account] = first + events.Length - 1;
        Assert.Empty(await _store!.Journal.Append([Of(account, _epoch, first, events) with { Shard = shard }], default));
    }
}
