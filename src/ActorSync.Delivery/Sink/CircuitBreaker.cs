namespace ActorSync.Delivering;

/// <summary>
/// The circuit breaker of one party, as a policy without clock, thread or lock. It is asked before a delivery is chosen,
/// so that what waits for the circuit can still be replaced by a newer revision; a breaker that wraps the call comes too late.
/// </summary>
/// <remarks>Its times are those of a clock that only goes forward: one that is set back would keep the circuit open for as long.</remarks>
internal sealed class CircuitBreaker(CircuitBreakerSettings settings)
{
    private const int Slices = 10;
    private readonly Slice[] _slices = new Slice[Slices];
    private TimeSpan _openUntil;
    private bool _probing;
    private int _period;
    private int _inARow;

    public CircuitState State { get; private set; }

    /// <summary>
    /// When a call may be tried next; in the past when one may be tried now, null while the outcome of a tried one decides.
    /// </summary>
    public TimeSpan? NextTry => State switch
    {
        CircuitState.Closed => TimeSpan.Zero,
        CircuitState.Open => _openUntil,
        _ => _probing ? null : TimeSpan.Zero,
    };

    /// <returns>Leave to make a call now, while half open to the first that asks only; null: not now.</returns>
    public CircuitPass? TryEnter(TimeSpan now)
    {
        if (State is CircuitState.Open && now >= _openUntil) State = CircuitState.HalfOpen;
        if (State is CircuitState.Open || _probing) return null;
        _probing = State is CircuitState.HalfOpen;
        return new(_period);
    }

    /// <summary>A call that was let in did not take place.</summary>
    public void Leave(CircuitPass pass)
    {
        if (pass.Period == _period) _probing = false;
    }

    /// <summary>
    /// A call has ended. One may take longer than the circuit stays open: what was let in before it opened tells nothing of how
    /// the party does now, and would otherwise end the trial in the place of the one call that is made for it.
    /// </summary>
    public void Record(CircuitPass pass, bool failed, TimeSpan now)
    {
        if (pass.Period != _period) return;
        _inARow = failed ? _inARow + 1 : 0;
        if (State is CircuitState.HalfOpen)
        {
            if (failed) Open(now);
            else Close();
            return;
        }
        Count(failed, now);
        if (failed && (_inARow >= settings.FailuresInARow || IsBroken(now))) Open(now);
    }

    private void Count(bool failed, TimeSpan now)
    {
        ref var slice = ref Current(now);
        slice.Calls++;
        if (failed) slice.Failures++;
    }

    private bool IsBroken(TimeSpan now)
    {
        var oldest = NumberOf(now) - Slices;
        int calls = 0, failures = 0;
        foreach (var slice in _slices)
            if (slice.Number > oldest) { calls += slice.Calls; failures += slice.Failures; }
        return calls >= settings.MinimumCalls && failures >= calls * settings.FailureRatio;
    }

    private ref Slice Current(TimeSpan now)
    {
        var number = NumberOf(now);
        ref var slice = ref _slices[number % Slices];
        if (slice.Number != number) slice = new() { Number = number };
        return ref slice;
    }

    private long NumberOf(TimeSpan now) => now.Ticks / Math.Max(1, settings.Window.Ticks / Slices);

    private void Open(TimeSpan now)
    {
        Begin(CircuitState.Open);
        _openUntil = now + settings.Break;
    }

    private void Close()
    {
        Begin(CircuitState.Closed);
        Array.Clear(_slices);
    }

    private void Begin(CircuitState state)
    {
        State = state;
        _period++;
        _probing = false;
    }

    private struct Slice
    {
        public long Number;
        public int Calls;
        public int Failures;
    }
}
