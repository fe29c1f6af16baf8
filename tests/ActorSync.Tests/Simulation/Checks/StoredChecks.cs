using static ActorSync.AccountEvent;

namespace ActorSync.Tests.Simulation;

/// <summary>What holds whenever something becomes durable.</summary>
internal static class StoredChecks
{
    public static void Check(Oracle oracle, AccountWrite write)
    {
        var book = oracle[write.Account];
        // The very same write again, after an answer that was lost: the store keeps one.
        if (write.Events[^1].Sequence <= book.Version) return;
        oracle.Expect(
            write.Events[0].Sequence == book.Version + 1, "R25",
            $"{book.Id} is written from {write.Events[0].Sequence} on after {book.Version}");
        foreach (var stored in write.Events)
        {
            var happened = EventJson.Read(stored.Name, stored.Payload.Span);
            Before(oracle, book, happened);
            book.Apply(happened, oracle.Rules);
        }
        foreach (var d in book.Open)
        {
            oracle.Expect(!d.WasRefused || !d.IsReady || IsReplaced(book, d), "R16", $"{d.Id} waits although it was refused for good");
            if (d.Main is { } main && (d.IsGated || d.Parked is ParkReason.MainMissing))
                oracle.Expect(
                    !book[main][d.Id.To].IsSurelyDone || book.IsBeingCancelled(main, d.Id.To), "R8",
                    $"{d.Id} waits for {main}, which is done at {d.Id.To}");
        }
        LogChecks.Check(oracle, book, write.Log);
    }

    /// <summary>A newer one has come: settling ends this one when nothing of the lane is being called.</summary>
    private static bool IsReplaced(AccountBook book, DeliveryBook d) =>
        book.Open.Any(o => o.Id.Meeting == d.Id.Meeting && o.Id.To == d.Id.To && o.Order > d.Order && !o.IsAside);

    private static void Before(Oracle oracle, AccountBook book, AccountEvent happened)
    {
        switch (happened)
        {
            case SubmissionReceived e: ReceivedChecks.Check(oracle, book, e); break;
            case Delivered e: OutcomeChecks.Check(oracle, book, e); break;
            case AttemptFailed e: OutcomeChecks.Check(oracle, book, e); break;
            case DeliveryParked e: OutcomeChecks.Check(oracle, book, e); break;
            case DeliveryCancelled e:
                oracle.Expect(
                    !book.At(e.Delivery).MayHoldSomething, "R10",
                    $"{e.Delivery} ends without a call although {e.Delivery.To} may hold the registration");
                oracle.Expect(
                    book[e.Delivery.Meeting].KnownFromStart is true, "R10",
                    $"{e.Delivery} ends without a call although the registration is older than its first report");
                break;
            case DeliveryUnchanged e: OutcomeChecks.Said(oracle, book, e.Delivery); break;
            case DeliveryConfirmed e:
                OutcomeChecks.Said(oracle, book, e.Delivery);
                oracle.Expect(book.Find(e.Delivery) is null or { WasCalled: true }, "R12b", $"{e.Delivery} is confirmed without a call");
                break;
            case DeliverySuperseded e:
                oracle.Expect(
                    oracle.Find(e.By) is not null && e.By != e.Delivery.Submission, "R10",
                    $"{e.Delivery} is superseded by {e.By}, which nobody knows");
                break;
            case DeliveryRenewed e:
                oracle.Expect(
                    e.Over.Origin == e.Delivery.To && (oracle.Find(e.Over)?.Verdict is Verdict.Superseded || book.IsParked(e.Over)), "R15",
                    $"{e.Delivery} gets another key over {e.Over}, which has won");
                break;
            case DeliveryRetried e: oracle.Acted.Add(e.By); break;
            case DeliveryReleased e: oracle.Acted.Add(e.By); break;
            case DeliveryEdited e: oracle.Acted.Add(e.By); break;
            case DeliverySkipped e: oracle.Acted.Add(e.By); break;
        }
    }
}
