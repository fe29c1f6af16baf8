using System.Text;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage;

// What is loaded is what was appended.
public abstract partial class JournalContract
{
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

    private static void AssertSame(IReadOnlyList<StoredEvent> expected, IReadOnlyList<StoredEvent> found)
    {
        Assert.Equal(expected.Select(e => (e.Sequence, e.Name, e.At)), found.Select(e => (e.Sequence, e.Name, e.At)));
        Assert.Equal(expected.Select(e => Text(e.Payload)), found.Select(e => Text(e.Payload)));
    }
}
