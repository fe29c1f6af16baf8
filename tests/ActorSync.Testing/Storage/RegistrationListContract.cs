using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage;

/// <summary>What every <see cref="IRegistrationLog.List"/> finds (R19), checked against all rows of a mixed log.</summary>
public abstract class RegistrationListContract : IAsyncLifetime
{
    private const int Rows = 400;
    private static readonly string[] Accounts = ["a", "b", "c", "d", "nobody"];
    private static readonly string[] Meetings = ["forum", "forum/dinner", "summit", "none"];
    private static readonly string[] Parties = ["A", "B", "C", "Z"];

    private StoreUnderTest? _store;
    private IReadOnlyList<LogEntry> _all = [];

    protected IRegistrationLog Log => _store!.Log;

    public async Task InitializeAsync()
    {
        _store = await Open();
        await Fill();
        _all = (await Log.List(new() { Limit = LogFilter.MaxLimit }, default)).Entries;
    }

    public async Task DisposeAsync() => await _store!.Close();

    [Fact]
    public void Without_a_filter_all_rows_come_newest_first()
    {
        Assert.Equal(Rows, _all.Select(e => e.Submission).Distinct().Count());
        Assert.Equal(_all.OrderByDescending(e => (e.ReceivedAt, e.Row)), _all);
    }

    [Fact]
    public async Task Every_combination_of_filters_finds_exactly_what_matches()
    {
        var random = new Random(19);
        for (var i = 0; i < 400; i++) await Check(Filter(random, i));
    }

    [Fact]
    public async Task Each_status_is_found_by_its_name()
    {
        foreach (var status in Enum.GetValues<Status>()) await Check(new() { Status = status, Limit = LogFilter.MaxLimit });
    }

    [Fact]
    public async Task A_row_whose_origin_is_its_receiver_comes_once()
    {
        var back = _all.Where(e => e.Submission.Origin == e.To).ToList();

        Assert.NotEmpty(back);
        var found = (await Log.List(new() { Party = back[0].To, Limit = LogFilter.MaxLimit }, default)).Entries;
        Assert.Equal(found.Select(e => e.Row).Distinct(), found.Select(e => e.Row));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("B")]
    public async Task Pages_follow_each_other_without_gap_or_overlap(string? party)
    {
        var filter = new LogFilter { Party = party is null ? null : PartyId.Parse(party), Limit = 7 };
        var found = new List<long>();
        LogCursor? cursor = null;
        do
        {
            var page = await Log.List(filter with { After = cursor }, default);
            found.AddRange(page.Entries.Select(e => e.Row));
            // As it travels: printed, and read back.
            cursor = page.Next is { } next && LogCursor.TryParse(next.ToString(), out var read) ? read : null;
        }
        while (cursor is not null);

        Assert.Equal(_all.Where(e => Matches(e, filter)).Select(e => e.Row), found);
    }

    [Fact]
    public async Task New_rows_do_not_shift_the_pages()
    {
        var first = await Log.List(new() { Limit = 10 }, default);
        await Append(Of("new", 1, 1, Received(Submission("new", "new"), Time.AddDays(9), C)));
        var second = await Log.List(new() { Limit = 10, After = first.Next }, default);

        Assert.Equal(_all.Take(20).Select(e => e.Row), first.Entries.Concat(second.Entries).Select(e => e.Row));
    }

    [Fact]
    public async Task A_page_that_ends_with_the_last_row_is_the_last()
    {
        Assert.Null((await Log.List(new() { Limit = _all.Count }, default)).Next);
        Assert.NotNull((await Log.List(new() { Limit = _all.Count - 1 }, default)).Next);
    }

    [Fact]
    public async Task Times_finer_than_a_millisecond_count_as_they_are()
    {
        var at = _all[50].ReceivedAt;

        Assert.Contains(_all[50].Row, await Found(new() { From = at }));
        Assert.DoesNotContain(_all[50].Row, await Found(new() { From = at.AddTicks(1) }));
        Assert.DoesNotContain(_all[50].Row, await Found(new() { To = at }));
        Assert.Contains(_all[50].Row, await Found(new() { To = at.AddTicks(1) }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(LogFilter.MaxLimit + 1)]
    public async Task A_limit_out_of_range_is_a_defect(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.List(new() { Limit = limit }, default));

    protected abstract Task<StoreUnderTest> Open();

    private static LogFilter Filter(Random random, int i) => new()
    {
        Account = random.Next(3) == 0 ? Account(Accounts[random.Next(Accounts.Length)]) : null,
        Meeting = random.Next(3) == 0 ? MeetingId.Parse(Meetings[random.Next(Meetings.Length)]) : null,
        Status = random.Next(3) == 0 ? (Status)random.Next(Enum.GetValues<Status>().Length) : null,
        Party = random.Next(3) == 0 ? PartyId.Parse(Parties[random.Next(Parties.Length)]) : null,
        From = random.Next(4) == 0 ? Time.AddMilliseconds(random.Next(120)) : null,
        To = random.Next(4) == 0 ? Time.AddMilliseconds(random.Next(120)) : null,
        After = random.Next(4) == 0 ? new LogCursor(Time.AddMilliseconds(random.Next(120)), random.Next(Rows)) : null,
        Limit = i % 2 == 0 ? LogFilter.MaxLimit : 1 + random.Next(20),
    };

    private static bool Matches(LogEntry e, LogFilter f) =>
        (f.Account is null || e.Account == f.Account) && (f.Meeting is null || e.Meeting == f.Meeting)
        && (f.Status is null || e.Status.Status == f.Status)
        && (f.Party is null || e.Submission.Origin == f.Party || e.To == f.Party)
        && (f.From is null || e.ReceivedAt >= f.From) && (f.To is null || e.ReceivedAt < f.To)
        && (f.After is not { } after || (e.ReceivedAt, e.Row).CompareTo((after.ReceivedAt, after.Row)) < 0);

    /// <summary>Many rows share a time, and times do not follow the order in which the rows were written.</summary>
    private async Task Fill()
    {
        var random = new Random(7);
        var outcomes = new Func<DeliveryId, AccountEvent?>[]
        {
            _ => null, _ => null,
            d => new AccountEvent.Delivered(d, Attempt(1, AttemptResult.Delivered)) { At = Time },
            d => new AccountEvent.AttemptFailed(d, Attempt(1, AttemptResult.Temporary), Time) { At = Time },
            d => new AccountEvent.DeliveryParked(d, ParkReason.Rejected, null) { At = Time },
            d => new AccountEvent.DeliveryParked(d, ParkReason.Conflict, null) { At = Time },
            d => new AccountEvent.DeliverySuperseded(d, Id("newer")) { At = Time },
            d => new AccountEvent.DeliveryUnchanged(d) { At = Time },
            d => new AccountEvent.DeliveryCancelled(d, Id("cancel")) { At = Time },
        };
        var events = Accounts.ToDictionary(a => a, _ => new List<AccountEvent>());
        for (var i = 0; i < Rows; i++)
        {
            var account = Accounts[random.Next(4)];
            var submission = Submission(account, $"{i}", Meetings[random.Next(3)]) with
            {
                Id = SubmissionId.Parse(Parties[random.Next(3)], $"{i}"),
            };
            var to = PartyId.Parse(Parties[random.Next(3)]);
            PartyId[] receivers = random.Next(8) == 0 ? [] : random.Next(4) == 0 ? [to, PartyId.Parse("Y")] : [to];
            events[account].Add(Received(submission, Time.AddMilliseconds(random.Next(100)), receivers));
            if (receivers.Length > 0 && outcomes[random.Next(outcomes.Length)](new(submission.Meeting, submission.Id, to)) is { } outcome)
                events[account].Add(outcome);
        }
        await Append([.. events.Where(e => e.Value.Count > 0).Select(e => Of(e.Key, 1, 1, [.. e.Value]))]);
    }

    private async Task Append(params AccountWrite[] writes)
    {
        var epoch = await _store!.Journal.Take(0, default);
        Assert.Empty(await _store.Journal.Append([.. writes.Select(w => w with { Epoch = epoch })], default));
    }

    private async Task<IEnumerable<long>> Found(LogFilter filter) =>
        (await Log.List(filter with { Limit = LogFilter.MaxLimit }, default)).Entries.Select(e => e.Row);

    private async Task Check(LogFilter filter)
    {
        var expected = _all.Where(e => Matches(e, filter)).ToList();
        var page = await Log.List(filter, default);

        Assert.True(expected.Take(filter.Limit).SequenceEqual(page.Entries), $"{filter}");
        Assert.Equal(expected.Count > filter.Limit ? new LogCursor(page.Entries[^1].ReceivedAt, page.Entries[^1].Row) : null, page.Next);
    }
}
