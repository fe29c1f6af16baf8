namespace ActorSync.Delivering;

/// <summary>
/// The circuit breaker of one party, as a policy without clock, thread or lock. It is asked before a delivery is chosen,
/// so that what waits for the circuit can still be replaced by a newer revision; a breaker that wraps the call comes too late.
/// </summary>
internal sealed class CircuitBreaker(CircuitBreakerSettings settings)
{
    private const int Slices = 10;
    private readonly Slice[] _slices = new Slice[Slices];
    private DateTimeOffset _openUntil;
    private bool _probing;
    private int _inARow;
    private DateTimeOffset _failingSince;

    public CircuitState State { get; private set; }

    /// <summary>When a call may be tried next; in the past when one may be tried now, null while the outcome of a tried one decides.</summary>
    public DateTimeOffset? NextTry => State switch
    {
        CircuitState.Closed => DateTimeOffset.MinValue,
        CircuitState.Open => _openUntil,
        _ => _probing ? null : DateTimeOffset.MinValue,
    };

    /// <summary>Whether a call may start now; while half open, only the first that asks.</summary>
    public bool TryEnter(DateTimeOffset now)
    {
        if (State is CircuitState.Open && now >= _openUntil) State = CircuitState.HalfOpen;
        if (State is CircuitState.Closed) return true;
        if (State is CircuitState.Open || _probing) return false;
        _probing = true;
        return true;
    }

    /// <summary>A call that was let in did not take place.</summary>
    public void Leave() => _probing = false;

    /// <summary>A call has ended.</summary>
    /// <returns>When the circuit closes by it: since when nothing but failures had come; else null.</returns>
    public DateTimeOffset? Record(bool failed, DateTimeOffset now)
    {
        if (failed && _inARow++ == 0) _failingSince = now;
        if (!failed) _inARow = 0;
        if (State is CircuitState.HalfOpen)
        {
            _probing = false;
            if (failed) Open(now);
            else Close();
            return failed ? null : _failingSince;
        }
        Count(failed, now);
        if (State is CircuitState.Closed && failed && (_inARow >= settings.FailuresInARow || IsBroken(now))) Open(now);
        return null;
    }

    private void Count(bool failed, DateTimeOffset now)
    {
        ref var slice = ref Current(now);
        slice.Calls++;
        if (failed) slice.Failures++;
    }

    private bool IsBroken(DateTimeOffset now)
    {
        var oldest = NumberOf(now) - Slices;
        int calls = 0, failures = 0;
        foreach (var slice in _slices)
            if (slice.Number > oldest) { calls += slice.Calls; failures += slice.Failures; }
        return calls >= settings.MinimumCalls && failures >= calls * settings.FailureRatio;
    }

    private ref Slice Current(DateTimeOffset now)
    {
        var number = NumberOf(now);
        ref var slice = ref _slices[number % Slices];
        if (slice.Number != number) slice = new() { Number = number };
        return ref slice;
    }

    private long NumberOf(DateTimeOffset now) => now.UtcTicks / Math.Max(1, settings.Window.Ticks / Slices);

    private void Open(DateTimeOffset now)
    {
        State = CircuitState.Open;
        _openUntil = now + settings.Break;
    }

    private void Close()
    {
        State = CircuitState.Closed;
        Array.Clear(_slices);
    }

    private struct Slice
    {
        public long Number;
        public int Calls;
        public int Failures;
    }
}
