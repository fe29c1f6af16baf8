namespace ActorSync;

/// <summary>One submission on its way to one party, as long as it has no outcome.</summary>
public sealed record Delivery
{
    private const int MaxKeyLength = 255;

    public required DeliveryId Id { get; init; }

    /// <summary>
    /// The link it leaves over. Its `From` is not the submission's origin where a party's own change is sent back to it (R12d).
    /// </summary>
    public required Link Link { get; init; }

    /// <summary>Number of the event that put it in its lane: unique within the account, later is newer.</summary>
    public required long Order { get; init; }

    /// <summary>Null for a main meeting.</summary>
    public MeetingId? MainMeeting { get; init; }

    public required Operation Operation { get; init; }

    public required long Revision { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required JsonData Data { get; init; }

    /// <summary>W3C `traceparent` of the submission; null when it came without.</summary>
    public string? Trace { get; init; }

    public required DeliveryPhase Phase { get; init; }

    /// <summary>From when on it may leave: the hold, `notBefore`, the next attempt.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>While gated: when it is next looked at (R8).</summary>
    public DateTimeOffset LookAt { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>While gated: when it is parked as <see cref="ParkReason.MainMissing"/>.</summary>
    public DateTimeOffset GateUntil { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Set exactly while <see cref="Phase"/> is <see cref="DeliveryPhase.Parked"/>.</summary>
    public ParkReason? Parked { get; init; }

    /// <summary>An operator released its gate: it goes without its main meeting's registration.</summary>
    public bool GateReleased { get; init; }

    /// <summary>Finished attempts over its whole life.</summary>
    public int Attempts { get; init; }

    /// <summary>Failed attempts since it was accepted, retried or edited: what `max-attempts` bounds.</summary>
    public int Failures { get; init; }

    /// <summary>Its latest attempt failed, and neither a gate nor an operator has let it go since.</summary>
    public bool IsRetrying { get; init; }

    /// <summary>An attempt may have had effect at the receiver: one ended without a clear answer, or a crash hid one.</summary>
    public bool MayHaveReached { get; init; }

    /// <summary>Counts operators' edits: an edited delivery is another request to the receiver (R15).</summary>
    public int Edition { get; init; }

    /// <summary>
    /// Counts how often it won, or was let go, over a change that its receiver may have made after its calls: then it is another
    /// request with the same content (R12d).
    /// </summary>
    public int Renewals { get; init; }

    /// <summary>Renewed while it was being called: an acknowledgement of that call leaves in doubt what the receiver holds.</summary>
    public bool IsOutdated { get; init; }

    public ContentHash Content => Operation is Operation.Cancel ? ContentHash.Cancelled : Data.Hash;

    /// <summary>A conflict stands beside its lane until a person decides: it replaces nothing and nothing waits for it.</summary>
    public bool IsAside => Parked is ParkReason.Conflict;

    /// <summary>
    /// The same for every attempt of one request, over retries, restarts and nodes (R15): ASCII, at most 255 characters.
    /// </summary>
    public string IdempotencyKey
    {
        get
        {
            // Escaped parts hold no ':', so two deliveries cannot share a key.
            var key = string.Join(':', Uri.EscapeDataString(Id.Submission.Origin.Value), Uri.EscapeDataString(Id.Submission.Id),
                Uri.EscapeDataString(Id.To.Value), Edition);
            if (Renewals > 0) key = $"{key}:{Renewals}";
            return key.Length <= MaxKeyLength ? key : $"sha256:{ContentHash.Of(System.Text.Encoding.ASCII.GetBytes(key))}";
        }
    }
}
