namespace ActorSync.Storage;

/// <summary>A row of the registration log as the questions read it.</summary>
internal sealed record EntryRow
{
    public long Number { get; init; }
    public string Origin { get; init; } = "";
    public string Id { get; init; } = "";
    public string? Receiver { get; init; }
    public string Account { get; init; } = "";
    public string Meeting { get; init; } = "";
    public string? MainMeeting { get; init; }
    public string Operation { get; init; } = "";
    public long Revision { get; init; }
    public long OccurredAt { get; init; }
    public long? NotBefore { get; init; }
    public long ReceivedAt { get; init; }
    public string? Trace { get; init; }
    public string Status { get; init; } = "";
    public string? Reason { get; init; }
    public string? Unblocks { get; init; }
    public long? NextDue { get; init; }
    public int Attempts { get; init; }
    public long ChangedAt { get; init; }
    public byte[] Data { get; init; } = [];

    public LogEntry Entry => new()
    {
        Row = Number,
        Submission = SubmissionId.Parse(Origin, Id),
        To = Receiver is null ? null : PartyId.Parse(Receiver),
        Account = AccountId.Parse(Account),
        Meeting = MeetingId.Parse(Meeting),
        MainMeeting = MainMeeting is null ? null : MeetingId.Parse(MainMeeting),
        Operation = Named.Parse<Operation>(Operation),
        Revision = Revision,
        OccurredAt = Milliseconds.Time(OccurredAt),
        NotBefore = NotBefore is { } notBefore ? Milliseconds.Time(notBefore) : null,
        ReceivedAt = Milliseconds.Time(ReceivedAt),
        Trace = Trace,
        Data = JsonData.Restore(Data),
        Status = new(Named.Parse<Status>(Status))
        {
            Reason = Reason,
            Unblocks = Unblocks,
            NextDue = NextDue is { } due ? Milliseconds.Time(due) : null,
            Attempts = Attempts,
            ChangedAt = Milliseconds.Time(ChangedAt),
        },
    };
}
