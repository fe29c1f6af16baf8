namespace ActorSync.Delivering;

/// <summary>
/// The embedded engine's way to one receiver: a queue of those who want a place, and nothing that runs while none is free.
/// </summary>
internal sealed class PartySink : IPartySink
{
    private readonly Receiver _receiver;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource<ISinkPlace?>> _waiting = new();
    private readonly PartyHealth _health;
    private readonly Rate _rate;
    private readonly Admission _admission;
    private readonly ITimer _timer;
    private int _inFlight;
    private bool _closed;

    public PartySink(Receiver receiver, TimeProvider time)
    {
        (_receiver, _time) = (receiver, time);
        _health = new(receiver.Id, Settings.CircuitBreaker, time);
        _rate = new(Settings.RatePerSecond);
        _admission = new(Settings.MaxWaiting);
        _timer = time.CreateTimer(_ => Admit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public event Action<Outage>? Returned;

    public PartyLoad Load
    {
        get
        {
            lock (_lock) return _health.Load(_inFlight, _waiting.Count);
        }
    }

    public int Room
    {
        get
        {
            lock (_lock) return _closed ? 0 : Settings.RoomBeside(_waiting.Count);
        }
    }

    public ValueTask<ISinkPlace?> Enter(bool again)
    {
        lock (_lock)
        {
            if (_closed) return new((ISinkPlace?)null);
            if (_waiting.Count == 0 && TryAdmit() is { } pass) return new(Place(pass));
            if (!_admission.Admits(_waiting.Count, again)) return new((ISinkPlace?)null);
            var waiter = new TaskCompletionSource<ISinkPlace?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiter);
            return new(waiter.Task);
        }
    }

    /// <summary>A place is free again.</summary>
    /// <param name="pass">With which its call was let in.</param>
    /// <param name="sign">What that says of the party; null: there was no call.</param>
    private void Leave(CircuitPass pass, PartySign? sign)
    {
        Outage? over;
        lock (_lock)
        {
            _inFlight--;
            over = _health.Leave(pass, sign);
            if (sign is null) _rate.Return();
        }
        Admit();
        if (over is not null) Returned?.Invoke(over);
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

    private PartySinkSettings Settings => _receiver.Settings;

    private SinkPlace Place(CircuitPass pass) => new(_receiver.Party, Settings.AttemptTimeout, sign => Leave(pass, sign), _time);

    private void Admit()
    {
        lock (_lock)
        {
            while (_waiting.Count > 0 && TryAdmit() is { } pass) _waiting.Dequeue().SetResult(Place(pass));
        }
    }

    private CircuitPass? TryAdmit()
    {
        if (_inFlight >= Settings.MaxInFlight) return null;
        var (entered, pause) = _health.TryEnter();
        if (entered is not { } pass)
        {
            if (pause is { } known) WakeIn(known);
            return null;
        }
        var now = _health.Now;
        if (_rate.TryTake(now) is { } at)
        {
            _health.Leave(pass, null);
            WakeIn(at - now);
            return null;
        }
        _inFlight++;
        return pass;
    }

    private void WakeIn(TimeSpan pause) => _timer.Change(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
}
