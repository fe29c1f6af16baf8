namespace ActorSync;

/// <summary>Where a submission is, why, and what happens next (R19).</summary>
public sealed record LogStatus(Status Status)
{
    /// <summary>Why it is there; null when the status says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>What moves it on; null when it is finished.</summary>
    public string? Unblocks { get; init; }

    /// <summary>When it is next looked at; null when it is finished or only a person or another report moves it.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>Finished attempts; null: as before.</summary>
    public int? Attempts { get; init; }

    /// <summary>Parked because its attempts are used up, and not because of what it says (R16).</summary>
    public bool IsExhausted => Status is Status.Parked && Explaining.SaysExhausted(Reason);

    public required DateTimeOffset ChangedAt { get; init; }
}
