using System.Text.Json.Nodes;

namespace ActorSync.Node.Api;

// Forms that are read and written by hand, described for the OpenAPI document.

/// <summary>A submission as it is sent (spec section 2).</summary>
internal sealed record SubmissionBody(
    string Id, string Origin, string Account, string Meeting, string? MainMeeting, string Operation, long? Revision,
    DateTimeOffset OccurredAt, DateTimeOffset? NotBefore, JsonObject Data);

/// <summary>What the submitter hears.</summary>
internal sealed record ReceiptBody(
    string Origin, string Id, string Status, string Account, string Meeting, long Revision, DateTimeOffset ReceivedAt, string? First);
