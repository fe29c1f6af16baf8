namespace ActorSync.Storage;

/// <summary>An attempt as the questions read it.</summary>
internal sealed record AttemptRow
{
    public string Receiver { get; init; } = "";
    public int Number { get; init; }
    public long StartedAt { get; init; }
    public long TookMicroseconds { get; init; }
    public string Result { get; init; } = "";
    public int? Code { get; init; }
    public string? Detail { get; init; }
    public long? RetryAfterMilliseconds { get; init; }

    public LoggedAttempt Attempt => new(PartyId.Parse(Receiver), new()
    {
        Number = Number,
        StartedAt = Milliseconds.Time(StartedAt),
        Took = TimeSpan.FromMicroseconds(TookMicroseconds),
        Result = Named.Parse<AttemptResult>(Result),
        Code = Code,
        Detail = Detail,
        RetryAfter = RetryAfterMilliseconds is { } wait ? TimeSpan.FromMilliseconds(wait) : null,
    });
}
