namespace ActorSync;

/// <summary>A row of the registration log.</summary>
public sealed record LogEntry
{
    /// <summary>The row's number; newer rows have larger ones.</summary>
    public required long Row { get; init; }

    public required SubmissionId Submission { get; init; }

    /// <summary>The receiver; null when the submission goes nowhere.</summary>
    public PartyId? To { get; init; }

    public required AccountId Account { get; init; }

    public required MeetingId Meeting { get; init; }

    public MeetingId? MainMeeting { get; init; }

    public required Operation Operation { get; init; }

    public required long Revision { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required LogStatus Status { get; init; }

    public string? Trace { get; init; }

    public required JsonData Data { get; init; }
}
