namespace ActorSync;

/// <summary>A new row of the registration log: one submission on its way to one receiver, or to none.</summary>
public sealed record LogRow
{
    public required Submission Submission { get; init; }

    /// <summary>From 0 up within the submission: row 0 is always there and holds the id for ever (R2).</summary>
    public required int Ordinal { get; init; }

    /// <summary>The receiver; null when the submission goes nowhere.</summary>
    public PartyId? To { get; init; }

    public required LogStatus Status { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string? Trace { get; init; }
}
