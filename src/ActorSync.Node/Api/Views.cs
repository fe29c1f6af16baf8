using System.Text.Json;

namespace ActorSync.Node.Api;

// What the API shows. Names are part of the API; enums are words in kebab case.

internal sealed record SubmissionView(
    string Origin, string Id, string Account, string Meeting, string? MainMeeting, string Operation, long Revision,
    DateTimeOffset OccurredAt, DateTimeOffset? NotBefore, DateTimeOffset ReceivedAt,
    string Status, string? Reason, string? Unblocks, DateTimeOffset? NextDue, int Attempts, DateTimeOffset ChangedAt,
    string? To, string? Trace, JsonElement? Data, IReadOnlyList<DeliveryView>? Deliveries);

/// <param name="Edited">What an operator put in the submission's data's place, while the delivery is open.</param>
internal sealed record DeliveryView(
    string To, string Status, string? Reason, string? Unblocks, DateTimeOffset? NextDue, DateTimeOffset ChangedAt,
    string? IdempotencyKey, JsonElement? Edited, IReadOnlyList<AttemptView> Attempts);

internal sealed record AttemptView(int Number, DateTimeOffset StartedAt, double TookMilliseconds, string Result, int? Code, string? Detail);

internal sealed record SubmissionPage(IReadOnlyList<SubmissionView> Submissions, string? Cursor);

internal sealed record AccountPage(
    string Account, long Version, IReadOnlyList<RegistrationView> Registrations, IReadOnlyList<TimelineEntry> Timeline, long? After);

internal sealed record RegistrationView(
    string Meeting, IReadOnlyList<ReportView> Reports, IReadOnlyList<HoldingView> Holdings, IReadOnlyList<OpenDeliveryView> Deliveries);

internal sealed record ReportView(string Party, string Id, long Revision, string Content);

internal sealed record HoldingView(string Party, string? Content, bool Done, bool Uncertain, DateTimeOffset? LatestDelivery);

internal sealed record OpenDeliveryView(
    string To, string Origin, string Id, string? MainMeeting, string Operation, long Revision, string Status, string? Parked,
    string? Reason, string? Unblocks, DateTimeOffset? NextDue, int Attempts, string IdempotencyKey);

internal sealed record TimelineEntry(long Sequence, DateTimeOffset At, string Event, JsonElement Detail);

internal sealed record ActionReply(string Action, IReadOnlyList<ActedView> Done);

internal sealed record ActedView(string Origin, string Id, string To);

internal sealed record ActionsReply(string Action, int Matched, int Done, IReadOnlyList<NotActedView> NotDone, bool More);

internal sealed record NotActedView(string Origin, string Id, string To, string Why);
