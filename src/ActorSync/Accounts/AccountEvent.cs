using System.Collections.Immutable;

namespace ActorSync;

/// <summary>
/// What has happened to an account. Closed: all events are here. Names and fields are stored form (a
/// golden file per event guards it): change them only under a new version.
/// </summary>
public abstract record AccountEvent
{
    private AccountEvent() { }

    public required DateTimeOffset At { get; init; }

    /// <summary>A submission came, and this was made of it.</summary>
    /// <param name="Of">The submission that the verdict refers to: the first of a duplicate, the winner of a crossing; else null.</param>
    /// <param name="Deliveries">Where it goes; empty unless accepted or in conflict.</param>
    public sealed record SubmissionReceived(
        Submission Submission, Verdict Verdict, SubmissionId? Of, ImmutableArray<PlannedDelivery> Deliveries, string? Trace) : AccountEvent;

    /// <summary>The receiver acknowledged it: done.</summary>
    public sealed record Delivered(DeliveryId Delivery, Attempt Attempt) : AccountEvent;

    /// <summary>A call failed. Another event follows at once when it is not to be tried again.</summary>
    public sealed record AttemptFailed(DeliveryId Delivery, Attempt Attempt, DateTimeOffset RetryAt) : AccountEvent;

    /// <summary>
    /// A change of the receiver's own crossed it and has not won (R12d), and may have come after its calls: from now on it is another
    /// request, for a repetition of those has no effect (R15).
    /// </summary>
    /// <param name="Over">The change that crossed it.</param>
    /// <param name="IsUnderWay">It was being called: that call's end is no outcome.</param>
    public sealed record DeliveryRenewed(DeliveryId Delivery, SubmissionId Over, bool IsUnderWay) : AccountEvent;

    public sealed record DeliveryParked(DeliveryId Delivery, ParkReason Reason, string? Detail) : AccountEvent;

    /// <summary>A newer revision, or the other side of a crossing, took its place (R10, R12d).</summary>
    public sealed record DeliverySuperseded(DeliveryId Delivery, SubmissionId By) : AccountEvent;

    /// <summary>The receiver already holds this content, without any call of ours (R12a).</summary>
    public sealed record DeliveryUnchanged(DeliveryId Delivery) : AccountEvent;

    /// <summary>The receiver's own report shows that an attempt without a clear answer worked: done (R12b).</summary>
    public sealed record DeliveryConfirmed(DeliveryId Delivery) : AccountEvent;

    /// <summary>A registration and its cancellation ended each other without a call (R10).</summary>
    public sealed record DeliveryCancelled(DeliveryId Delivery, SubmissionId By) : AccountEvent;

    /// <summary>Sub-meetings that were free to leave wait for their main meeting's registration again.</summary>
    public sealed record GateClosed(
        MeetingId Main, PartyId To, ImmutableArray<DeliveryId> Deliveries, DateTimeOffset LookAt, DateTimeOffset GateUntil) : AccountEvent;

    /// <summary>The main meeting's registration is done, or need not be: its sub-meetings may leave (R8).</summary>
    public sealed record GateOpened(MeetingId Main, PartyId To, ImmutableArray<DueDelivery> Deliveries) : AccountEvent;

    /// <summary>The sub delay is over and the main meeting's registration is still not done (R8).</summary>
    public sealed record GateStillClosed(MeetingId Main, PartyId To, ImmutableArray<DueDelivery> Deliveries) : AccountEvent;

    /// <summary>Found free to leave after a restart: attempts may have been made that nobody remembers.</summary>
    public sealed record DeliveriesRecovered(ImmutableArray<DeliveryId> Deliveries) : AccountEvent;

    /// <param name="Due">When it may leave; null: at once.</param>
    public sealed record DeliveryRetried(DeliveryId Delivery, string By, string Why, DateTimeOffset? Due = null) : AccountEvent;

    public sealed record DeliverySkipped(DeliveryId Delivery, string By, string Why, bool ReleaseSubs) : AccountEvent;

    /// <param name="From">The wait that this ended; null, as once written: whatever it was, and its gate for ever.</param>
    /// <param name="Due">When it may leave; null: at once.</param>
    public sealed record DeliveryReleased(
        DeliveryId Delivery, string By, string Why, ReleasedFrom? From = null, DateTimeOffset? Due = null) : AccountEvent;

    /// <param name="Due">When it may leave; null: at once.</param>
    public sealed record DeliveryEdited(
        DeliveryId Delivery, JsonData Data, string By, string Why, DateTimeOffset? Due = null) : AccountEvent;
}
