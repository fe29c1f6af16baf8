using System.Text.Json;

namespace ActorSync.Node.Api;

/// <summary>How the API shows what the product knows.</summary>
internal static class Showing
{
    public static SubmissionView Submission(LogEntry e, LiveCalls live, bool withData, IReadOnlyList<DeliveryView>? deliveries = null)
    {
        var status = live.Of(e);
        return new(
            e.Submission.Origin.Value, e.Submission.Id, e.Account.Value, e.Meeting.Value, e.MainMeeting?.Value, Words.Of(e.Operation), e.Revision,
            e.OccurredAt, e.NotBefore, e.ReceivedAt, Words.Of(status.Status), status.Reason, status.Unblocks, status.NextDue,
            e.Status.Attempts ?? 0, e.Status.ChangedAt, e.To?.Value, e.Trace, withData ? Json(e.Data.Utf8.Span) : null, deliveries);
    }

    public static DeliveryView Delivery(LogEntry e, LiveCalls live, string? key, IEnumerable<LoggedAttempt> attempts)
    {
        var status = live.Of(e);
        return new(e.To!.Value.Value, Words.Of(status.Status), status.Reason, status.Unblocks, status.NextDue, e.Status.ChangedAt, key,
            [.. attempts.Where(a => a.To == e.To).Select(a => Attempt(a.Attempt))]);
    }

    public static RegistrationView Registration(Registration r, InFlight inFlight, DateTimeOffset now) => new(
        r.Meeting.Value,
        [.. r.Reports.Select(x => new ReportView(x.Key.Value, x.Value.Submission.Id, x.Value.Revision, Content(x.Value.Content)))],
        [.. r.Holdings.Select(x => Holding(x.Key, x.Value))],
        [.. r.Lanes.SelectMany(lane => lane.Value).Select(d => Open(d, inFlight, now))]);

    public static TimelineEntry Timeline(StoredEvent e) => new(e.Sequence, e.At, e.Name.Split('/')[0], Json(e.Payload.Span));

    private static AttemptView Attempt(Attempt a) => new(a.Number, a.StartedAt, a.Took.TotalMilliseconds, Words.Of(a.Result), a.Code, a.Detail);

    private static HoldingView Holding(PartyId party, Holding h) =>
        new(party.Value, h.Known is { } known ? Content(known) : null, h.IsDone, h.Sent.Any(s => s.Unconfirmed), h.LatestDelivery);

    private static OpenDeliveryView Open(Delivery d, InFlight inFlight, DateTimeOffset now) => new(
        d.Id.To.Value, d.Id.Submission.Origin.Value, d.Id.Submission.Id, d.MainMeeting?.Value, Words.Of(d.Operation), d.Revision,
        Words.Of(StatusOf(d, inFlight, now)), d.Parked is { } reason ? Words.Of(reason) : null,
        d.Phase switch { DeliveryPhase.Ready => d.Due, DeliveryPhase.Gated => d.LookAt, _ => null }, d.Attempts, d.IdempotencyKey);

    private static Status StatusOf(Delivery d, InFlight inFlight, DateTimeOffset now) => d switch
    {
        _ when inFlight.Has(d.Id) => Status.Delivering,
        { IsAside: true } => Status.Conflict,
        { Phase: DeliveryPhase.Parked } => Status.Parked,
        { Phase: DeliveryPhase.Gated } => Status.Gated,
        { Failures: > 0 } when d.Due > now => Status.Retrying,
        _ => Status.Waiting,
    };

    private static string Content(ContentHash content) => content == ContentHash.Cancelled ? "cancelled" : content.ToString();

    private static JsonElement Json(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        return JsonElement.ParseValue(ref reader);
    }
}
