using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage;

// A write that comes again is written once.
public abstract partial class JournalContract
{
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
    public async Task A_repeat_under_an_older_epoch_is_fenced()
    {
        var write = First("a", _epoch, "1");
        await Append(write);
        await Journal.Take(0, default);

        AssertFenced(await Append(write), "a");
    }

    [Fact]
    public async Task The_same_events_under_a_newer_epoch_are_not_the_same_write()
    {
        await Append(First("a", _epoch, "1"));
        var epoch = await Journal.Take(0, default);

        AssertOutOfStep(await Append(First("a", epoch, "1")), "a");
    }

    [Fact]
    public async Task Of_any_number_of_writes_each_is_judged_by_what_its_own_account_has()
    {
        var writes = Enumerable.Range(0, 2_500).Select(i => First($"a{i}", _epoch, $"{i}")).ToArray();
        await Append([.. writes.Where((_, i) => i % 3 > 0)]);

        Assert.Empty(await Append(writes));
        AssertOutOfStep(await Append([.. writes[..^1], First(writes[^1].Account.Value, _epoch, "other")]), writes[^1].Account.Value);
    }
}
