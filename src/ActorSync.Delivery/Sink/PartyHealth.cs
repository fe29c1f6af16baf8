namespace ActorSync.Delivering;

/// <summary>
/// How one party does, told by how calls to it end: whether it may be called, and since when it takes nothing over. With a
/// clock but without lock: callers hold their own.
/// </summary>
/// <param name="party">The receiver.</param>
/// <param name="settings">When it is left alone.</param>
/// <param name="time">The machine's, or a test's.</param>
internal sealed class PartyHealth(PartyId party, CircuitBreakerSettings settings, TimeProvider time)
{
    private readonly CircuitBreaker _breaker = new(settings);
    private readonly OutageWatch _outages = new(party, settings.FailuresInARow);
    private readonly long _started = time.GetTimestamp();

    /// <summary>Since the start, whatever the machine's clock is set to.</summary>
    public TimeSpan Now => time.GetElapsedTime(_started);

    public PartyLoad Load(int inFlight, int waiting)
    {
        var circuit = _breaker.State;
        return new(party, inFlight, waiting, circuit, circuit is CircuitState.Open ? _breaker.NextTry - Now : null, _outages.Outage);
    }

    /// <returns>Leave to make a call; else for how long there is none, null while the outcome of a tried one decides.</returns>
    public (CircuitPass? Pass, TimeSpan? Pause) TryEnter()
    {
        var now = Now;
        return _breaker.TryEnter(now) is { } pass ? (pass, null) : (null, _breaker.NextTry - now);
    }

    /// <summary>A call that was let in has ended.</summary>
    /// <param name="pass">With which it was let in.</param>
    /// <param name="sign">What its end says of the party; null: it did not take place.</param>
    /// <returns>The outage that is over by it, if there was one.</returns>
    public Outage? Leave(CircuitPass pass, PartySign? sign)
    {
        if (sign is not { } told)
        {
            _breaker.Leave(pass);
            return null;
        }
        _breaker.Record(pass, told is PartySign.Fails, Now);
        return _outages.Record(told, _breaker.State, time.GetUtcNow());
    }
}
