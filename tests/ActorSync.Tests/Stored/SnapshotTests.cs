using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void A_snapshot_keeps_what_the_parties_reported_and_hold()
    {
        var run = new AccountRun(BothWays);
        run.Submit(MainFrom(B));
        run.Deliver(C);

        var restored = Snapshot.Read(Snapshot.Write(run.State))![Forum];

        Assert.Equal(MainFrom(B).Id, restored.Reports[B]!.Submission);
        Assert.True(restored.At(C).IsDone);
        Assert.True(restored.At(C).WasSent(MainFrom(B).Content));
    }

    [Fact]
    public void A_snapshot_keeps_an_open_delivery_of_a_main_meeting()
    {
        var run = new AccountRun(BothWays);
        run.Submit(MainFrom(B));

        var restored = Snapshot.Read(Snapshot.Write(run.State))!;

        var delivery = Assert.Single(restored[Forum].Lane(C));
        Assert.Null(delivery.MainMeeting);
        Assert.Equal(run.CallTo(C).IdempotencyKey, delivery.IdempotencyKey);
    }

    [Fact]
    public void A_snapshot_of_another_form_is_not_read()
    {
        var stored = System.Text.Encoding.UTF8.GetString(Snapshot.Write(AccountState.Empty));

        Assert.Null(Snapshot.Read(System.Text.Encoding.UTF8.GetBytes(stored.Replace($"\"form\":{Snapshot.CurrentForm}", "\"form\":0", StringComparison.Ordinal))));
    }
}
