namespace ActorSync;

/// <summary>Which rows of the registration log are asked for; what is null does not matter.</summary>
public sealed record LogFilter
{
    /// <summary>Largest page.</summary>
    public const int MaxLimit = 1000;

    public AccountId? Account { get; init; }

    public MeetingId? Meeting { get; init; }

    public Status? Status { get; init; }

    /// <summary>The party that reported it or that it goes to.</summary>
    public PartyId? Party { get; init; }

    /// <summary>Received then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Received before then.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Rows on the page, from 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Where the page begins; null: at the newest row.</summary>
    public LogCursor? After { get; init; }
}
