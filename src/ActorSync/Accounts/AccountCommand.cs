namespace ActorSync;

/// <summary>What an account can be told. Closed: all commands are here. `Now` is the node's time; decisions read no clock.</summary>
public abstract record AccountCommand
{
    private AccountCommand() { }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Take in a report. A repeated one yields no events.</summary>
    public sealed record Submit(Submission Submission, string? Trace) : AccountCommand;

    /// <summary>A call has ended. Yields no events when the delivery has an outcome already.</summary>
    /// <param name="Delivery">The delivery that was called; no longer in flight.</param>
    /// <param name="Attempt">What came of it.</param>
    /// <param name="Chance">Evenly spread over [0, 1), for the back-off's jitter.</param>
    public sealed record FinishAttempt(DeliveryId Delivery, Attempt Attempt, double Chance) : AccountCommand;

    /// <summary>Time has passed: look at what waits for it.</summary>
    public sealed record Wake : AccountCommand;

    /// <summary>The account is back from the store after its last owner went: calls may have been made that nobody remembers.</summary>
    public sealed record Resume : AccountCommand;

    /// <summary>An operator's action on the open deliveries of one submission (R21).</summary>
    /// <param name="Meeting">The registration.</param>
    /// <param name="Submission">The submission.</param>
    /// <param name="To">One receiver; null for all.</param>
    /// <param name="By">Who, for the journal.</param>
    /// <param name="Why">Why, for the journal.</param>
    public abstract record Operate(MeetingId Meeting, SubmissionId Submission, PartyId? To, string By, string Why) : AccountCommand;

    /// <summary>Try a parked or waiting-to-retry delivery now, with fresh attempts.</summary>
    public sealed record Retry(MeetingId Meeting, SubmissionId Submission, PartyId? To, string By, string Why)
        : Operate(Meeting, Submission, To, By, Why);

    /// <summary>End a delivery without a call.</summary>
    /// <param name="ReleaseSubs">For a main meeting: whether its sub-meetings go on without it, or keep waiting (R11).</param>
    public sealed record Skip(MeetingId Meeting, SubmissionId Submission, PartyId? To, string By, string Why, bool ReleaseSubs)
        : Operate(Meeting, Submission, To, By, Why);

    /// <summary>
    /// End what a delivery waits for: its gate, its time, or a person's decision. One that was to be decided may then wait for another.
    /// </summary>
    public sealed record Release(MeetingId Meeting, SubmissionId Submission, PartyId? To, string By, string Why)
        : Operate(Meeting, Submission, To, By, Why);

    /// <summary>Replace the data of a delivery; it is then tried as another request (R15).</summary>
    public sealed record Edit(MeetingId Meeting, SubmissionId Submission, PartyId? To, string By, string Why, JsonData Data)
        : Operate(Meeting, Submission, To, By, Why);
}
