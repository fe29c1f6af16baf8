namespace ActorSync;

/// <summary>What a receiver made of a call.</summary>
public sealed record PartyAnswer(AttemptResult Result)
{
    /// <summary>The response's status code; null when there was no response.</summary>
    public int? Code { get; init; }

    /// <summary>What it answered, or what went wrong, shortened.</summary>
    public string? Detail { get; init; }

    /// <summary>How long it asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
