using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage;

// What is fenced, out of step or not in form, and leaves nothing.
public abstract partial class JournalContract
{
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
    public async Task A_sequence_that_holds_another_event_is_out_of_step()
    {
        await Append(First("a", _epoch, "1"));

        AssertOutOfStep(await Append(First("a", _epoch, "2")), "a");
        AssertOutOfStep(await Append(Of("a", _epoch, 1, Received("a", "1") with { At = Time.AddSeconds(1) })), "a");
        AssertOutOfStep(await Append(Of("a", _epoch, 1, Received("a", "1"), Received("a", "2"))), "a");
        Assert.Single((await Load("a")).Events);
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
}
