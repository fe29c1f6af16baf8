using static ActorSync.AccountEvent;

namespace ActorSync.Tests.Simulation;

/// <summary>Events in a few words.</summary>
internal static class Telling
{
    public static string Of(AccountEvent happened) => happened switch
    {
        SubmissionReceived e =>
            $"{e.Submission.Id} is {e.Verdict}{(e.Of is { } of ? $" ({of})" : "")}{string.Concat(e.Deliveries.Select(Of))}",
        Delivered e => $"{e.Delivery} done",
        AttemptFailed e => $"{e.Delivery} attempt {e.Attempt.Number} failed: {e.Attempt.Result}, again at {At(e.RetryAt)}",
        DeliveryRenewed e => $"{e.Delivery} renewed over {e.Over}",
        DeliveryParked e => $"{e.Delivery} parked: {e.Reason}",
        DeliverySuperseded e => $"{e.Delivery} superseded by {e.By}",
        DeliveryUnchanged e => $"{e.Delivery} unchanged",
        DeliveryConfirmed e => $"{e.Delivery} confirmed",
        DeliveryCancelled e => $"{e.Delivery} cancelled by {e.By}",
        GateClosed e => $"{e.Main} closes its gate at {e.To} for {string.Join(", ", e.Deliveries)}",
        GateOpened e => $"{e.Main} opens its gate at {e.To} for {string.Join(", ", e.Deliveries.Select(d => d.Delivery))}",
        GateStillClosed e => $"{e.Main} keeps its gate at {e.To} closed for {string.Join(", ", e.Deliveries.Select(d => d.Delivery))}",
        DeliveriesRecovered e => $"recovered {string.Join(", ", e.Deliveries)}",
        DeliveryRetried e => $"{e.Delivery} retried by {e.By}",
        DeliverySkipped e => $"{e.Delivery} skipped by {e.By}{(e.ReleaseSubs ? ", subs go" : ", subs wait")}",
        DeliveryReleased e => $"{e.Delivery} released by {e.By}",
        DeliveryEdited e => $"{e.Delivery} edited by {e.By}",
        _ => happened.ToString()!,
    };

    private static string Of(PlannedDelivery p) =>
        $"; {p.From}->{p.To} {(p.Parked is { } reason ? $"parked {reason}" : p.LookAt is not null ? "gated" : $"from {At(p.Due)}")}";

    private static string At(DateTimeOffset time) => $"{(time - Some.Time).TotalSeconds:0.000}";
}
