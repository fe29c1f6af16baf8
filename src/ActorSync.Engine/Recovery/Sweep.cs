namespace ActorSync.Engine;

/// <summary>
/// Finds through the registration log whatever is open and nobody looks after: everything after a start, what a lost delay
/// queue forgot (R24), what was due beyond the horizon and comes nearer, and what found no place at a busy receiver. The log
/// is the truth; the rest are windows onto it.
/// </summary>
internal sealed class Sweep : IDisposable
{
    /// <summary>How soon a receiver's new room is noticed, and the least time between two looks for it.</summary>
    private static readonly TimeSpan RoomPoll = TimeSpan.FromMilliseconds(10);

    /// <summary>How long a slow pass rests of which only shards without room are left.</summary>
    private static readonly TimeSpan SlowRest = TimeSpan.FromSeconds(1);

    private const int MostPageSize = 500;

    /// <summary>Of the pages of all shards together: while the shards have no room, their rests stay in memory.</summary>
    private const int RowsKept = 64 * MostPageSize;

    private const int LeastPageSize = 32;

    private readonly SweepContext _context;
    private readonly TimedSignal _signal;
    private readonly ShardWakes _wakes;
    private readonly Refills _refills;
    private readonly Lock _lock = new();
    private readonly int _pageSize;
    private readonly long _started;

    private volatile bool _recovered;
    private int _firstShard;
    private SweepPass? _fullPass;
    private SweepPass? _slowPass;

    /// <summary>By the machine's clock, as the times at which everything is due: the others must not wait when that is set back.</summary>
    private DateTimeOffset _nextFullLook = DateTimeOffset.MinValue;
    private TimeSpan _nextSlowLook;
    private TimeSpan _nextSlowPass;
    private TimeSpan _nextRoomLook;

    public Sweep(SweepContext context)
    {
        _context = context;
        _signal = new(context.Runtime.Time);
        _wakes = new(context.Settings, _signal.Set);
        _refills = new(context, party => Pass(party), _signal.Set);
        _pageSize = Math.Clamp(RowsKept / context.Settings.Shards, LeastPageSize, MostPageSize);
        _started = context.Runtime.Time.GetTimestamp();
    }

    /// <summary>
    /// Whether everything that was open at the start has been found: what is due is woken, what is due within the
    /// horizon is in the delay queue.
    /// </summary>
    public bool HasRecovered => _recovered;

    /// <summary>The delay queue may have forgotten something: look at everything.</summary>
    public void LookAtEverything()
    {
        lock (_lock) _nextFullLook = DateTimeOffset.MinValue;
        _signal.Set();
    }

    /// <summary>An account found no place at this receiver.</summary>
    public void LeftBehind(PartyId to)
    {
        if (_refills.LeftBehind(to)) _signal.Set();
    }

    public async Task Run(CancellationToken cancellation)
    {
        using var stop = cancellation.UnsafeRegister(_ => _signal.Set(), null);
        _nextSlowLook = Passed + _context.Settings.SweepEvery;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await RunOnce(cancellation);
                await _signal.Wait(Pause());
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (e is not StoreUnavailableException)
                {
                    Log.LoopFailed(_context.Log, "sweep", e);
                    LookAtEverything();
                }
                await _signal.Rest(_context.Settings.StoreRetryMax, cancellation);
            }
        }
    }

    /// <summary>The pass that is wanted most, of those that can go on.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        if (_fullPass is { CanGoOn: true } || TryBeginFullPass()) await Recover(cancellation);
        else if (Passed >= _nextRoomLook && await Refill(cancellation)) return;
        else if (Passed >= _nextSlowLook) await LookSlowly(cancellation);
    }

    public void Dispose() => _signal.Dispose();

    private DateTimeOffset Now => _context.Runtime.Time.GetUtcNow();

    private TimeSpan Passed => _context.Runtime.Time.GetElapsedTime(_started);

    /// <summary>Twice in a horizon everything is looked at: what is beyond it now is found again before it is due.</summary>
    /// <returns>False while it is not time for it.</returns>
    private bool TryBeginFullPass()
    {
        lock (_lock)
        {
            if (Now < _nextFullLook) return false;
            _nextFullLook = Now + (_context.Settings.DelayHorizon / 2);
        }
        if (_fullPass is null) _fullPass = Pass(null);
        else _fullPass.LookAgain();
        return true;
    }

    private async Task Recover(CancellationToken cancellation)
    {
        var pass = _fullPass!;
        while (pass.CanGoOn) await pass.Step(_pageSize, int.MaxValue, null, cancellation);
        if (pass.IsOver) (_fullPass, _slowPass, _nextSlowLook) = (null, null, Passed + _context.Settings.SweepEvery);
        if (_recovered || !pass.HasSeenAll) return;
        Log.Recovered(_context.Log, pass.Rows, Passed.TotalSeconds);
        _recovered = true;
    }

    private Task<bool> Refill(CancellationToken cancellation)
    {
        _nextRoomLook = Passed + RoomPoll;
        return _refills.GoOn(cancellation);
    }

    /// <summary>
    /// A page at a time: a pass over a million rows takes minutes, and what is urgent cannot wait for its end. One of which only
    /// shards without room are left looks at the others again when its time has come.
    /// </summary>
    private async Task LookSlowly(CancellationToken cancellation)
    {
        _slowPass ??= Pass(null);
        if (!_slowPass.CanGoOn)
        {
            _nextSlowLook = Passed + SlowRest;
            if (Passed < _nextSlowPass) return;
            _slowPass.LookAgain();
        }
        _nextSlowPass = Passed + _context.Settings.SweepEvery;
        var before = _slowPass.Rows;
        await _slowPass.Step(_pageSize, int.MaxValue, null, cancellation);
        _nextSlowLook = Passed + (_slowPass.IsOver
            ? _context.Settings.SweepEvery
            : TimeSpan.FromSeconds((double)(_slowPass.Rows - before) / _context.Settings.SweepRowsPerSecond));
        if (_slowPass.IsOver) _slowPass = null;
    }

    private SweepPass Pass(PartyId? only) => new(_context, _wakes, only, _firstShard++ % _context.Settings.Shards, LeftBehind);

    /// <summary>Nobody says when a receiver has room again; everything else has a time, or sets the signal.</summary>
    private TimeSpan Pause()
    {
        if (_fullPass is { CanGoOn: true }) return TimeSpan.Zero;
        var other = (_refills.IsAnyWanted ? _nextRoomLook : _nextSlowLook) - Passed;
        lock (_lock)
        {
            var full = _nextFullLook - Now;
            return full < other ? full : other;
        }
    }
}
