using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

public sealed class SnapshotTests
{
    internal const string GoldenFile = "snapshot.5.json";

    [Fact]
    public void A_snapshot_is_written_as_its_golden_file_and_read_back()
    {
        var state = Example();
        var golden = Golden.Read(GoldenFile);

        Assert.True(golden is not null, $"expected {GoldenFile} among the golden files, with: {Ordered(Snapshot.Write(state))}");
        Assert.Equal(Ordered(golden), Ordered(Snapshot.Write(state)));
        Same.Check(state, Snapshot.Read(golden));
    }

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

        var delivery = Assert.Single(Snapshot.Read(Snapshot.Write(run.State))![Forum].Lane(C));

        Assert.Null(delivery.MainMeeting);
        Assert.Equal(run.CallTo(C).IdempotencyKey, delivery.IdempotencyKey);
    }

    [Fact]
    public void A_small_account_gets_a_snapshot_whenever_so_many_events_have_come()
    {
        Assert.False(Snapshot.IsDue(At(198), At(199), 100));
        Assert.True(Snapshot.IsDue(At(199), At(200), 100));
        Assert.True(Snapshot.IsDue(At(199), At(203), 100));
        Assert.False(Snapshot.IsDue(At(200), At(201), 100));

        static AccountState At(long version) => AccountState.Empty with { Version = version };
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Snapshots_are_a_fixed_share_of_what_is_written_however_much_an_account_has_seen(int every)
    {
        var (state, written, last, gap) = (AccountState.Empty, 0, 0L, 0L);
        for (var version = 1; version <= 10_000; version++)
        {
            var seen = state.Seen.Add(SubmissionId.Parse("B", $"b-{version}"), new(default, DateTimeOffset.UnixEpoch, Verdict.Accepted));
            var next = state with { Version = version, Seen = seen };
            if (Snapshot.IsDue(state, next, every))
            {
                written += seen.Count;
                (gap, last) = (Math.Max(gap, version - last), version);
            }
            state = next;
        }

        Assert.InRange(written, 5_000, 2 * 10_000);
        // An account is read as its snapshot and the events since: those may not outgrow it.
        Assert.InRange(gap, 1, 10_000);
    }

    [Fact]
    public void A_snapshot_of_another_form_is_not_read()
    {
        var stored = JsonNode.Parse(Snapshot.Write(AccountState.Empty))!;
        stored["form"] = Snapshot.CurrentForm + 1;

        Assert.Null(Snapshot.Read(Encoding.UTF8.GetBytes(stored.ToJsonString())));
    }

    /// <summary>Every field of the state is set somewhere.</summary>
    private static AccountState Example()
    {
        var run = new AccountRun(AllWays);
        var late = MainFrom(C, 2) with { OccurredAt = Time.AddMinutes(1) };
        run.Submit(SubFrom(B));
        run.Submit(MainFrom(B, 1));
        run.Deliver(A);
        run.Deliver(run.CallTo(C));
        run.Deliver(A);
        run.Submit(late);
        run.Fail(B, AttemptResult.UnknownEffect);
        run.Fail(A, AttemptResult.Permanent);
        run.Skip(late, releaseSubs: true, A);
        run.Submit(late with { Id = SubmissionId.Parse("C", "conflict"), Data = Data("other") });
        run.Submit(ReportFrom(B, Summit, 1));
        run.Fail(A, AttemptResult.Permanent);
        run.Edit(ReportFrom(B, Summit, 1), Data("edited"), A);
        run.Submit(ReportFrom(B, Visit, 1) with { MainMeeting = MeetingId.Parse("fair") });
        run.Release(ReportFrom(B, Visit, 1), A);
        DeliverAll(run, C);
        run.Submit(ReportFrom(B, Summit, 2));
        DeliverAll(run, C);
        run.Submit(ReportFrom(B, Summit, 3) with { Data = ReportFrom(B, Summit, 1).Data });
        DeliverAll(run, C);
        return run.State;
    }

    private static void DeliverAll(AccountRun run, PartyId to)
    {
        while (run.InFlight.Deliveries.Any(d => d.Id.To == to)) run.Deliver(run.InFlight.Deliveries.First(d => d.Id.To == to));
    }

    /// <summary>Maps have no order, so their lists are compared in one.</summary>
    private static string Ordered(byte[] snapshot)
    {
        var json = JsonNode.Parse(snapshot)!;
        foreach (var list in new[] { "registrations", "seen" })
        {
            var items = json[list]!.AsArray().Select(item => item!.DeepClone());
            json[list] = new JsonArray([.. items.OrderBy(item => item.ToJsonString(), StringComparer.Ordinal)]);
        }
        return json.ToJsonString();
    }
}
