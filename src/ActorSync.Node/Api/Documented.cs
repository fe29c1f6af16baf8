using System.Text.Json.Nodes;

namespace ActorSync.Node.Api;

// Forms that are read and written by hand, described for the OpenAPI document. What may be null may be left out.

/// <summary>A submission as it is sent; all but a `cancel` need `data`.</summary>
internal sealed record SubmissionBody(
    string Id, string Origin, string Account, string Meeting, string? MainMeeting, string Operation, long? Revision,
    DateTimeOffset OccurredAt, DateTimeOffset? NotBefore, JsonObject? Data);

/// <summary>What the submitter hears.</summary>
internal sealed record ReceiptBody(
    string Origin, string Id, string Status, string Account, string Meeting, long Revision, DateTimeOffset ReceivedAt, string? First);

/// <summary>
/// An operator's action; `subs` is for skipping a main meeting, `data` for an edit, which needs it and is the only one to take it.
/// </summary>
internal sealed record ActionBody(string By, string Why, string? To, string? Subs, JsonObject? Data);

/// <summary>An operator's action on all that match a filter, which asks for something.</summary>
internal sealed record ManyActionsBody(string Action, string By, string Why, string? To, string? Subs, ActionsFilter Filter, int? Limit);

/// <summary>Which submissions an action is for; what is left out does not matter.</summary>
internal sealed record ActionsFilter(string? Account, string? Meeting, string? Status, string? Party, string? From, string? To);

/// <summary>A refusal: problem details (RFC 9457), with all that is wrong at once.</summary>
internal sealed record ProblemBody(string Type, string Title, int Status, string? Detail, IReadOnlyList<FaultBody>? Errors);

/// <summary>What is wrong, and where: a JSON pointer.</summary>
internal sealed record FaultBody(string Pointer, string Detail);
