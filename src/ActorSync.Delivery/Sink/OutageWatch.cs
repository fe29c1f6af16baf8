namespace ActorSync.Delivering;

/// <summary>Since when a party is not known to work, told by how calls to it end. Without clock, thread or lock.</summary>
/// <param name="party">The receiver.</param>
/// <param name="failuresInARow">How many make an outage plain.</param>
internal sealed class OutageWatch(PartyId party, int failuresInARow)
{
    /// <summary>Null while the party is known to work. After a start nobody knows.</summary>
    public Outage? Outage { get; private set; } = new(party, null, 0, IsPlain: false);

    /// <summary>A call has ended, whenever it began: whatever was taken over shows that the party works.</summary>
    /// <param name="sign">What that says of the party.</param>
    /// <param name="circuit">What the circuit breaker makes of the party: it sees what fails often though not always.</param>
    /// <param name="at">When it ended, by the clock that stored times are from. That may be set back.</param>
    /// <returns>The outage that is over by it, if there was one.</returns>
    public Outage? Record(PartySign sign, CircuitState circuit, DateTimeOffset at)
    {
        var outage = Outage;
        if (sign is PartySign.Works)
        {
            Outage = null;
            return outage;
        }
        outage ??= new(party, at, 0, IsPlain: false);
        var failures = outage.Failures + 1;
        Outage = outage with
        {
            Since = outage.Since > at ? at : outage.Since,
            Failures = failures,
            IsPlain = outage.IsPlain || failures >= failuresInARow || circuit is not CircuitState.Closed,
        };
        return null;
    }
}
