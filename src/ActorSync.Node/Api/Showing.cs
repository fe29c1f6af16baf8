using System.Text.Json;

namespace ActorSync.Node.Api;

/// <summary>How the API shows what the product knows.</summary>
internal static class Showing
{
    public static SubmissionView Submission(LogEntry e, LiveCalls live, bool withData, IReadOnlyList<DeliveryView>? deliveries = null)
    {
        var status = live.Of(e);
        return new(
            e.Submission.Origin.Value, e.Submission.Id, e.Account.Value, e.Meeting.Value, e.MainMeeting?.Value, Named.Of(e.Operation),
            e.Revision, e.OccurredAt, e.NotBefore, e.ReceivedAt, Named.Of(status.Status), status.Reason, status.Unblocks,
            status.NextDue, e.Status.Attempts ?? 0, e.Status.ChangedAt, e.To?.Value, e.Trace,
            withData ? Json(e.Data.Utf8.Span) : null, deliveries);
    }

    /// <param name="e">Its row of the log.</param>
    /// <param name="live">What is being called.</param>
    /// <param name="open">As the account has it; null when it is finished.</param>
    /// <param name="attempts">Of the submission, to all receivers.</param>
    public static DeliveryView Delivery(LogEntry e, LiveCalls live, Delivery? open, IEnumerable<LoggedAttempt> attempts)
    {
        var status = live.Of(e);
        return new(e.To!.Value.Value, Named.Of(status.Status), status.Reason, status.Unblocks, status.NextDue, e.Status.ChangedAt,
            open?.IdempotencyKey, open is { Edition: > 0 } ? Json(open.Data.Utf8.Span) : null,
            [.. attempts.Where(a => a.To == e.To).Select(a => Attempt(a.Attempt))]);
    }

    /// <param name="r">As the account has it.</param>
    /// <param name="inFlight">The account's calls.</param>
    /// <param name="logged">What the log says of open deliveries: it has the words.</param>
    public static RegistrationView Registration(
        Registration r, InFlight inFlight, IReadOnlyDictionary<DeliveryId, LogStatus> logged) => new(
        r.Meeting.Value,
        [.. r.Reports.Select(x => new ReportView(x.Key.Value, x.Value.Submission.Id, x.Value.Revision, Content(x.Value.Content)))],
        [.. r.Holdings.Select(x => Holding(x.Key, x.Value))],
        [.. r.Lanes.SelectMany(lane => lane.Value).Select(d => Open(d, inFlight, logged.GetValueOrDefault(d.Id)))]);

    public static TimelineEntry Timeline(StoredEvent e) => new(e.Sequence, e.At, e.Name.Split('/')[0], Json(e.Payload.Span));

    private static AttemptView Attempt(Attempt a) =>
        new(a.Number, a.StartedAt, a.Took.TotalMilliseconds, Named.Of(a.Result), a.Code, a.Detail);

    private static HoldingView Holding(PartyId party, Holding h) =>
        new(party.Value, h.Known is { } known ? Content(known) : null, h.IsDone, h.Sent.Any(s => s.Unconfirmed), h.LatestDelivery);

    private static OpenDeliveryView Open(Delivery d, InFlight inFlight, LogStatus? logged)
    {
        var status = Explaining.StatusOf(d, inFlight);
        // A log that follows the journal may be a step behind: its reasons are then those of another status.
        var said = logged?.Status == status ? logged : null;
        return new(
            d.Id.To.Value, d.Id.Submission.Origin.Value, d.Id.Submission.Id, d.MainMeeting?.Value, Named.Of(d.Operation), d.Revision,
            Named.Of(status), d.Parked is { } reason ? Named.Of(reason) : null, said?.Reason, said?.Unblocks,
            status switch { Status.Waiting or Status.Retrying => d.Due, Status.Gated => d.LookAt, _ => null },
            d.Attempts, d.IdempotencyKey);
    }

    private static string Content(ContentHash content) => content == ContentHash.Cancelled ? "cancelled" : content.ToString();

    private static JsonElement Json(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        return JsonElement.ParseValue(ref reader);
    }
}
