using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

public sealed class SnapshotTests
{
    internal const string GoldenFile = "snapshot.2.json";

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
