namespace ActorSync.Tests.Simulation;

/// <summary>A delivery that has no outcome yet.</summary>
internal sealed class DeliveryBook(DeliveryId id, Link link)
{
    public DeliveryId Id => id;

    public Link Link => link;

    public required Operation Operation { get; init; }

    public required long Revision { get; init; }

    public required MeetingId? Main { get; init; }

    public required ContentHash Content { get; set; }

    /// <summary>Its place among the account's deliveries: larger is newer.</summary>
    public required long Order { get; set; }

    /// <summary>Not to leave before (R8a, R16).</summary>
    public required DateTimeOffset NotBefore { get; set; }

    /// <summary>Not to be parked as main-missing before (R8).</summary>
    public required DateTimeOffset GateUntil { get; set; }

    public bool IsGated { get; set; }

    public ParkReason? Parked { get; set; }

    /// <summary>An operator let it go without its main meeting's registration.</summary>
    public bool IsReleased { get; set; }

    /// <summary>A call was made, or may have been.</summary>
    public bool WasCalled { get; set; }

    /// <summary>A call may have had effect, for all that its end said.</summary>
    public bool IsInDoubt { get; set; }

    /// <summary>A call has left whose end is not stored yet.</summary>
    public bool IsUnderWay { get; set; }

    public bool MayHaveReached => IsInDoubt || IsUnderWay;

    public int Attempts { get; set; }

    /// <summary>Failed attempts since it was accepted, retried, released or edited.</summary>
    public int Failures { get; set; }

    public bool WasRefused { get; set; }

    public int Edition { get; set; }

    public int Renewals { get; set; }

    /// <summary>As the registration log has it.</summary>
    public Status? Logged { get; set; }

    /// <summary>What its latest call carried.</summary>
    public string? Key { get; set; }

    public bool IsReady => !IsGated && Parked is null;

    public bool IsAside => Parked is ParkReason.Conflict;

    /// <summary>Back in the flow by an operator's word, which ends the wait between attempts, but no hold.</summary>
    public void Again()
    {
        if (Failures > 0) NotBefore = DateTimeOffset.MinValue;
        (IsGated, Parked, Failures, WasRefused) = (false, null, 0, false);
    }
}
