using System.Text;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage;

/// <summary>What every <see cref="IJournal"/> does, whatever is below it.</summary>
public abstract class JournalContract : IAsyncLifetime
{
    private StoreUnderTest? _store;
    private long _epoch;

    protected IJournal Journal => _store!.Journal;

    protected IRegistrationLog Log => _store!.Log;

    public async Task InitializeAsync()
    {
        _store = await Open();
        _epoch = await Journal.Take(0, default);
    }

    public async Task DisposeAsync() => await _store!.Close();

    [Fact]
    public async Task Take_gives_a_larger_epoch_each_time()
    {
        var second = await Journal.Take(0, default);
        var third = await Journal.Take(0, default);

        Assert.True(_epoch >= 1);
        Assert.True(second > _epoch);
        Assert.True(third > second);
    }

    [Fact]
    public async Task Taking_a_shard_over_leaves_the_other_shards_alone()
    {
        await Journal.Take(1, default);

        Assert.Empty(await Append(First("a", _epoch, "1")));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(StoreUnderTest.Shards)]
    public async Task A_shard_that_is_none_cannot_be_taken(int shard) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Journal.Take(shard, default));

    [Fact]
    public async Task An_account_that_was_never_written_has_no_events()
    {
        var stored = await Load("nobody");

        Assert.Null(stored.Snapshot);
        Assert.Empty(stored.Events);
        Assert.Equal(0, stored.Epoch);
        Assert.Equal(0, stored.Restore()!.Version);
    }

    [Fact]
    public async Task What_was_appended_is_loaded_as_it_was()
    {
        var write = Of("a", _epoch, 1, Received("a", "1"), Received("a", "2"), Delivered("1", C));
        Assert.Empty(await Append(write));

        var stored = await Load("a");

        Assert.Equal(_epoch, stored.Epoch);
        AssertSame(write.Events, stored.Events);
    }

    [Fact]
    public async Task Later_writes_go_on_where_the_last_one_ended()
    {
        await Append(First("a", _epoch, "1"));
        var epoch = await Journal.Take(0, default);
        Assert.Empty(await Append(Of("a", epoch, 2, Delivered("1", C))));

        var stored = await Load("a");

        Assert.Equal([1, 2], stored.Events.Select(e => e.Sequence));
        Assert.Equal(epoch, stored.Epoch);
        Assert.Equal(2, stored.Restore()!.Version);
    }

    [Fact]
    public async Task Accounts_are_loaded_in_the_order_asked()
    {
        await Append(First("a", _epoch, "1"), First("b", _epoch, "2"), First("c", _epoch, "3"));

        var stored = await Journal.Load([Account("c"), Account("nobody"), Account("a"), Account("c")], default);

        Assert.Equal(["c", "nobody", "a", "c"], stored.Select(s => s.Account.Value));
        Assert.Equal([1, 0, 1, 1], stored.Select(s => s.Events.Length));
        Assert.Empty(await Journal.Load([], default));
    }

    [Fact]
    public async Task Many_accounts_are_loaded_at_once()
    {
        var accounts = Enumerable.Range(0, 2_000).Select(i => $"many-{i}").ToList();
        Assert.Empty(await Journal.Append([.. accounts.Select(a => First(a, _epoch, a))], default));

        var stored = await Journal.Load([.. accounts.Select(a => Account(a))], default);

        Assert.Equal(accounts, stored.Select(s => s.Account.Value));
        Assert.All(stored, s => Assert.Single(s.Events));
    }

    [Fact]
    public async Task A_snapshot_stands_for_the_events_up_to_it()
    {
        await Append(First("a", _epoch, "1"));
        await Append(Of("a", _epoch, 2, Received("a", "2")) with { Snapshot = "two"u8.ToArray() });
        var covered = await Load("a");
        await Append(Of("a", _epoch, 3, Delivered("1", C)));
        var later = await Load("a");

        Assert.Equal("two", Text(covered.Snapshot));
        Assert.Empty(covered.Events);
        Assert.Equal(_epoch, covered.Epoch);
        Assert.Equal("two", Text(later.Snapshot));
        Assert.Equal([3], later.Events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task The_newest_snapshot_counts()
    {
        await Append(First("a", _epoch, "1") with { Snapshot = "one"u8.ToArray() });
        await Append(Of("a", _epoch, 2, Received("a", "2")) with { Snapshot = "two"u8.ToArray() });

        var stored = await Load("a");

        Assert.Equal("two", Text(stored.Snapshot));
        Assert.Empty(stored.Events);
    }

    [Fact]
    public async Task The_same_write_again_is_written_once()
    {
        var write = Of("a", _epoch, 1, Received("a", "1"), Delivered("1", C)) with { Snapshot = "one"u8.ToArray() };
        await Append(write);

        Assert.Empty(await Append(write));

        Assert.Equal(2, (await Log.Events(write.Account, 0, 10, default)).Count);
        Assert.Single(await Log.Find(Id("1"), default));
        Assert.Single(await Log.Attempts(Id("1"), default));
    }

    [Fact]
    public async Task A_repeat_does_not_keep_new_writes_of_the_same_call_back()
    {
        var repeated = First("a", _epoch, "1");
        await Append(repeated, First("b", _epoch, "2"));

        Assert.Empty(await Append(repeated, Of("b", _epoch, 2, Delivered("2", C)), First("c", _epoch, "3")));

        Assert.Single((await Load("a")).Events);
        Assert.Equal(2, (await Load("b")).Events.Length);
        Assert.Single((await Load("c")).Events);
    }

    [Fact]
    public async Task An_earlier_write_again_is_a_repeat_even_after_later_ones()
    {
        var first = First("a", _epoch, "1");
        await Append(first);
        await Append(Of("a", _epoch, 2, Delivered("1", C)));

        Assert.Empty(await Append(first));
        Assert.Equal(2, (await Load("a")).Events.Length);
    }

    [Fact]
    public async Task A_write_under_an_older_epoch_is_fenced()
    {
        var old = _epoch;
        var current = await Journal.Take(0, default);

        AssertFenced(await Append(First("a", old, "1")), "a");
        Assert.Empty((await Load("a")).Events);
        Assert.Empty(await Append(First("a", current, "1")));
    }

    [Fact]
    public async Task A_write_under_an_epoch_to_come_is_out_of_step() =>
        AssertOutOfStep(await Append(First("a", _epoch + 1, "1")), "a");

    [Fact]
    public async Task A_repeat_under_an_older_epoch_is_fenced()
    {
        var write = First("a", _epoch, "1");
        await Append(write);
        await Journal.Take(0, default);

        AssertFenced(await Append(write), "a");
    }

    [Fact]
    public async Task A_sequence_that_holds_another_event_is_out_of_step()
    {
        await Append(First("a", _epoch, "1"));

        AssertOutOfStep(await Append(First("a", _epoch, "2")), "a");
        AssertOutOfStep(await Append(Of("a", _epoch, 1, Received("a", "1") with { At = Time.AddSeconds(1) })), "a");
        AssertOutOfStep(await Append(Of("a", _epoch, 1, Received("a", "1"), Received("a", "2"))), "a");
        Assert.Single((await Load("a")).Events);
    }

    [Fact]
    public async Task The_same_events_under_a_newer_epoch_are_not_the_same_write()
    {
        await Append(First("a", _epoch, "1"));
        var epoch = await Journal.Take(0, default);

        AssertOutOfStep(await Append(First("a", epoch, "1")), "a");
    }

    [Fact]
    public async Task A_write_that_leaves_a_gap_is_out_of_step()
    {
        AssertOutOfStep(await Append(Of("a", _epoch, 2, Received("a", "1"))), "a");
        await Append(First("a", _epoch, "1"));
        AssertOutOfStep(await Append(Of("a", _epoch, 3, Received("a", "2"))), "a");
        Assert.Single((await Load("a")).Events);
    }

    [Fact]
    public async Task Every_account_that_is_out_of_step_is_named_and_nothing_of_the_call_is_written()
    {
        await Append(First("a", _epoch, "1"));

        var refusals = await Append(
            First("x", _epoch, "2"), First("a", _epoch, "3"), Of("b", _epoch, 7, Received("b", "4")),
            First("y", _epoch, "5") with { Snapshot = "y"u8.ToArray() });

        AssertOutOfStep(refusals, "a", "b");
        foreach (var id in new[] { "2", "3", "4", "5" }) Assert.Empty(await Log.Find(Id(id), default));
        foreach (var account in new[] { "x", "b", "y" }) Assert.Equal(0, (await Load(account)).Epoch);
        Assert.Null((await Load("y")).Snapshot);
    }

    [Fact]
    public async Task An_id_of_another_account_is_taken()
    {
        await Append(Of("a", _epoch, 1, Received(Submission("a", "1"), Time.AddSeconds(9), C)));

        var refusals = await Append(First("x", _epoch, "2"), First("b", _epoch, "1"));

        Assert.Equal([new AppendRefusal.IdTaken(Account("b"), Id("1"), Time.AddSeconds(9))], refusals);
        Assert.Empty((await Load("x")).Events);
        Assert.Empty(await Append(First("x", _epoch, "2")));
    }

    [Fact]
    public async Task An_id_is_taken_even_by_a_submission_that_goes_nowhere()
    {
        await Append(Of("a", _epoch, 1, Received(Submission("a", "1"), Time)));

        Assert.Equal([new AppendRefusal.IdTaken(Account("b"), Id("1"), Time)], await Append(First("b", _epoch, "1")));
    }

    [Fact]
    public async Task The_same_id_of_another_party_is_another_id()
    {
        var other = Submission("b", "1") with { Id = SubmissionId.Parse("C", "1") };

        Assert.Empty(await Append(First("a", _epoch, "1"), Of("b", _epoch, 1, Received(other, Time, B))));
    }

    [Fact]
    public async Task Of_two_accounts_with_one_id_in_a_call_the_first_has_it()
    {
        var first = Of("a", _epoch, 1, Received(Submission("a", "1"), Time.AddSeconds(3), C));

        var refusals = await Append(first, First("b", _epoch, "1"));

        Assert.Equal([new AppendRefusal.IdTaken(Account("b"), Id("1"), Time.AddSeconds(3))], refusals);
        Assert.Empty((await Load("a")).Events);
        Assert.Empty(await Append(first));
    }

    [Fact]
    public async Task Of_two_accounts_with_one_id_in_a_call_neither_has_it_when_a_third_does()
    {
        await Append(First("a", _epoch, "1"));

        var refusals = await Append(First("b", _epoch, "1"), First("c", _epoch, "1"));

        Assert.Equal(new[] { "b", "c" }.Select(a => new AppendRefusal.IdTaken(Account(a), Id("1"), Time)), refusals);
    }

    [Fact]
    public async Task An_id_of_a_repeat_is_taken_for_others_of_the_call()
    {
        var first = First("a", _epoch, "1");
        await Append(first);

        Assert.Equal([new AppendRefusal.IdTaken(Account("b"), Id("1"), Time)], await Append(first, First("b", _epoch, "1")));
    }

    [Fact]
    public async Task Of_any_number_of_writes_each_is_judged_by_what_its_own_account_has()
    {
        var writes = Enumerable.Range(0, 2_500).Select(i => First($"a{i}", _epoch, $"{i}")).ToArray();
        await Append([.. writes.Where((_, i) => i % 3 > 0)]);

        Assert.Empty(await Append(writes));
        AssertOutOfStep(await Append([.. writes[..^1], First(writes[^1].Account.Value, _epoch, "other")]), writes[^1].Account.Value);
    }

    [Fact]
    public async Task A_refused_account_holds_no_id_against_the_others()
    {
        var refusals = await Append(Of("a", _epoch, 5, Received("a", "1")), First("b", _epoch, "1"));

        AssertOutOfStep(refusals, "a");
        Assert.Empty(await Append(First("b", _epoch, "1")));
    }

    [Fact]
    public async Task An_account_is_refused_once_however_many_of_its_ids_are_taken()
    {
        await Append(First("a", _epoch, "1"), First("b", _epoch, "2"));

        var refusals = await Append(Of("c", _epoch, 1, Received("c", "1"), Received("c", "2")));

        Assert.Equal([new AppendRefusal.IdTaken(Account("c"), Id("1"), Time)], refusals);
    }

    [Fact]
    public async Task A_change_to_a_row_that_is_not_there_is_a_defect_and_leaves_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Append(
            First("b", _epoch, "2"), Of("a", _epoch, 1, Received("a", "1"), Delivered("unknown", C))));

        Assert.Empty((await Load("a")).Events);
        Assert.Empty((await Load("b")).Events);
        Assert.Empty(await Append(First("a", _epoch, "1")));
    }

    [Fact]
    public async Task A_call_that_is_not_in_form_is_a_defect()
    {
        var write = First("a", _epoch, "1");

        await Assert.ThrowsAsync<ArgumentException>(() => Append(write, write));
        await Assert.ThrowsAsync<ArgumentException>(() => Append(write with { Events = [] }));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Append(write with { Events = [write.Events[0], write.Events[0] with { Sequence = 3 }] }));
        await Assert.ThrowsAsync<ArgumentException>(() => Append(Of("a", _epoch, 0, Received("a", "1"))));
        await Assert.ThrowsAsync<ArgumentException>(() => Append(write with { Shard = StoreUnderTest.Shards }));
        await Assert.ThrowsAsync<ArgumentException>(() => Append(write with { Epoch = 0 }));
    }

    [Fact]
    public async Task A_call_without_writes_does_nothing() => Assert.Empty(await Append());

    [Fact]
    public async Task Any_text_that_is_an_id_is_kept_exactly()
    {
        string[] accounts = ["a", "A", "ä", "a'b\"c\\d", "😀\u2028.", "%_", "1", "01", new('x', 190), "null"];
        Assert.Empty(await Journal.Append([.. accounts.Select(a => First(a, _epoch, a))], default));

        var stored = await Journal.Load([.. accounts.Select(a => Account(a))], default);

        Assert.Equal(accounts, stored.Select(s => s.Account.Value));
        Assert.All(stored, s => Assert.Single(s.Events));
        foreach (var account in accounts) Assert.Equal(account, Assert.Single(await Log.Find(Id(account), default)).Account.Value);
    }

    [Fact]
    public async Task Large_payloads_are_kept_exactly()
    {
        var data = JsonData.Parse(Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 60_000)}}"}"""));
        var write = Of("a", _epoch, 1, Received(Submission("a", "1") with { Data = data }, Time, C)) with
        {
            Snapshot = new byte[3_000_000],
        };
        await Append(write);
        await Append(Of("a", _epoch, 2, Delivered("1", C)));

        var stored = await Log.Events(write.Account, 0, 1, default);

        Assert.True(stored[0].Payload.Span.SequenceEqual(write.Events[0].Payload.Span));
        Assert.Equal(3_000_000, (await Load("a")).Snapshot!.Value.Length);
        Assert.Equal(data, Assert.Single(await Log.Find(Id("1"), default)).Data);
    }

    [Fact]
    public async Task Calls_at_the_same_time_are_all_done_and_one_account_gets_a_contested_id()
    {
        var calls = Enumerable.Range(0, 50)
            .Select(i => Append(First($"a{i}", _epoch, "contested"), First($"b{i}", _epoch, $"b{i}"))).ToList();
        calls.AddRange(Enumerable.Range(0, 50).Select(i => Append(First($"c{i}", _epoch, $"c{i}"))));

        var refusals = await Task.WhenAll(calls);

        Assert.Equal(49, refusals.Count(r => r.Count > 0));
        var winner = Assert.Single(await Log.Find(Id("contested"), default)).Account.Value;
        Assert.Single((await Load(winner)).Events);
        Assert.Single((await Load("b" + winner[1..])).Events);
        Assert.Single((await Load("c49")).Events);
    }

    [Fact]
    public async Task Accounts_of_different_shards_that_want_the_same_ids_at_the_same_time_get_each_id_once()
    {
        var epochs = new List<long> { _epoch };
        for (var shard = 1; shard < StoreUnderTest.Shards; shard++) epochs.Add(await Journal.Take(shard, default));
        for (var round = 0; round < 20; round++)
        {
            // Half of the calls bring the ids in the opposite order, so that two of them may each hold what the other wants.
            var calls = Enumerable.Range(0, StoreUnderTest.Shards).Select(shard => Task.Run(() =>
            {
                var ids = Enumerable.Range(0, 4).Select(i => $"{round}-{(shard % 2 == 0 ? i : 3 - i)}");
                return Append([.. ids.Select((id, i) => First($"{round}-{shard}-{i}", epochs[shard], id) with { Shard = shard })]);
            })).ToList();

            var refusals = await Task.WhenAll(calls);

            var winner = Assert.Single(refusals.Index(), r => r.Item.Count == 0).Index;
            Assert.All(refusals.SelectMany(r => r), refusal => Assert.IsType<AppendRefusal.IdTaken>(refusal));
            for (var i = 0; i < 4; i++)
            {
                var row = Assert.Single(await Log.Find(Id($"{round}-{i}"), default));
                Assert.StartsWith($"{round}-{winner}-", row.Account.Value, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_call_that_nobody_waits_for_any_more_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.Append([First("a", _epoch, "1")], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.Load([Account("a")], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Journal.Take(0, cancelled.Token));
    }

    protected abstract Task<StoreUnderTest> Open();

    private static void AssertFenced(IReadOnlyList<AppendRefusal> refusals, params string[] accounts) =>
        Assert.Equal(accounts.Select(a => new AppendRefusal.Fenced(Account(a))), refusals);

    private static void AssertOutOfStep(IReadOnlyList<AppendRefusal> refusals, params string[] accounts) =>
        Assert.Equal(accounts.Select(a => new AppendRefusal.OutOfStep(Account(a))), refusals);

    private static void AssertSame(IReadOnlyList<StoredEvent> expected, IReadOnlyList<StoredEvent> found)
    {
        Assert.Equal(expected.Select(e => (e.Sequence, e.Name, e.At)), found.Select(e => (e.Sequence, e.Name, e.At)));
        Assert.Equal(expected.Select(e => Text(e.Payload)), found.Select(e => Text(e.Payload)));
    }

    private static string Text(ReadOnlyMemory<byte>? utf8) => Encoding.UTF8.GetString(utf8!.Value.Span);

    private Task<IReadOnlyList<AppendRefusal>> Append(params AccountWrite[] writes) => Journal.Append(writes, default);

    private async Task<StoredAccount> Load(string account) => (await Journal.Load([Account(account)], default)).Single();
}
