namespace ActorSync;

/// <summary>How deliveries over one link are ordered, delayed and retried. Settings: never changed after start.</summary>
public sealed record LinkRules(Link Link)
{
    /// <summary>Whether a sub-meeting registration waits for its main meeting's (R7).</summary>
    public required bool MainFirst { get; init; }

    /// <summary>How long after its arrival a gated sub is looked at again, whatever has happened (R8).</summary>
    public required TimeSpan SubDelay { get; init; }

    /// <summary>How long after its arrival a gated sub is parked as <see cref="ParkReason.MainMissing"/> (R8).</summary>
    public required TimeSpan GateTimeout { get; init; }

    /// <summary>
    /// How long every delivery waits after it was accepted, so that newer revisions can replace it (R8a); zero: not at all.
    /// </summary>
    public required TimeSpan Hold { get; init; }

    /// <summary>Failed attempts after which a delivery is parked as <see cref="ParkReason.Exhausted"/> (R16); from 1 up.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>The waits between attempts (R16).</summary>
    public required BackOff BackOff { get; init; }

    /// <summary>Who wins when a change over this link crosses one from the receiver (R12d).</summary>
    public required CrossingRule Crossing { get; init; }

    /// <summary>Whose change wins under <see cref="CrossingRule.Prefer"/>: one end of the link.</summary>
    public PartyId? Preferred { get; init; }
}
