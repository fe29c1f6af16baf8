namespace ActorSync;

/// <summary>One call to a receiver and what came of it.</summary>
public sealed record Attempt
{
    /// <summary>From 1 up, over the delivery's whole life.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Took { get; init; }

    public required AttemptResult Result { get; init; }

    /// <summary>The response's status code; null when there was no response.</summary>
    public int? Code { get; init; }

    /// <summary>What the receiver answered, or what went wrong, shortened; null when there is nothing to say.</summary>
    public string? Detail { get; init; }

    /// <summary>How long the receiver asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Code and detail as one text; null when there is neither.</summary>
    public string? Response => Code is { } code ? $"{code} {Detail}".TrimEnd() : Detail;

    public DateTimeOffset EndedAt => StartedAt + Took;
}
