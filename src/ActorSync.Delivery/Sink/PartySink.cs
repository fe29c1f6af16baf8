namespace ActorSync.Delivering;

/// <summary>The way to one party: places in the order asked, as capacity, rate and circuit allow.</summary>
internal sealed class PartySink : IDisposable
{
    private readonly IParty _party;
    private readonly PartySinkSettings _settings;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource<ISinkPlace?>> _waiting = new();
    private readonly CircuitBreaker _breaker;
    private readonly Rate _rate;
    private readonly ITimer _timer;
    private int _inFlight;
    private bool _closed;

    public PartySink(PartyId id, IParty party, PartySinkSettings settings, TimeProvider time)
    {
        (Id, _party, _settings, _time) = (id, party, settings, time);
        _breaker = new(settings.CircuitBreaker);
        _rate = new(settings.RatePerSecond);
        _timer = time.CreateTimer(_ => Admit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public PartyId Id { get; }

    /// <summary>Hears that the party works again after an outage, and since when it had done nothing but fail.</summary>
    public event Action<PartyId, DateTimeOffset>? Returned;

    public PartyLoad Load
    {
        get
        {
            lock (_lock) return new(Id, _inFlight, _waiting.Count, _breaker.State, _breaker.State is CircuitState.Open ? _breaker.NextTry : null);
        }
    }

    public bool HasRoom
    {
        get
        {
            lock (_lock) return !_closed && _waiting.Count <= _settings.MaxWaiting / 2;
        }
    }

    public ValueTask<ISinkPlace?> Enter()
    {
        lock (_lock)
        {
            if (_closed) return new((ISinkPlace?)null);
            if (_waiting.Count == 0 && TryAdmit()) return new(Place());
            if (_waiting.Count >= _settings.MaxWaiting) return new((ISinkPlace?)null);
            var waiter = new TaskCompletionSource<ISinkPlace?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiter);
            return new(waiter.Task);
        }
    }

    /// <summary>A place is free again.</summary>
    /// <param name="failed">Whether its call failed in a way that speaks against the party; null: there was no call.</param>
    private void Leave(bool? failed)
    {
        DateTimeOffset? failingSince = null;
        lock (_lock)
        {
            _inFlight--;
            if (failed is { } f) failingSince = _breaker.Record(f, _time.GetUtcNow());
            else
            {
                _breaker.Leave();
                _rate.Return();
            }
        }
        Admit();
        if (failingSince is { } since) Returned?.Invoke(Id, since);
    }

    /// <summary>Nobody waits any longer; calls in flight go on.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _closed = true;
            while (_waiting.TryDequeue(out var waiter)) waiter.SetResult(null);
        }
    }

    private SinkPlace Place() => new(_party, _settings.AttemptTimeout, Leave, _time);

    private void Admit()
    {
        lock (_lock)
        {
            while (_waiting.Count > 0 && TryAdmit()) _waiting.Dequeue().SetResult(Place());
        }
    }

    private bool TryAdmit()
    {
        if (_inFlight >= _settings.MaxInFlight) return false;
        var now = _time.GetUtcNow();
        if (!_breaker.TryEnter(now))
        {
            if (_breaker.NextTry is { } next) WakeAt(next, now);
            return false;
        }
        if (_rate.TryTake(now) is { } at)
        {
            _breaker.Leave();
            WakeAt(at, now);
            return false;
        }
        _inFlight++;
        return true;
    }

    private void WakeAt(DateTimeOffset at, DateTimeOffset now) =>
        _timer.Change(at > now ? at - now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
}
