namespace ActorSync.Engine;

/// <summary>
/// Finds through the registration log whatever is open and nobody looks after: everything after a start, what a lost delay
/// queue forgot (R24), what was due beyond the horizon and comes nearer, and what found no place at a busy receiver. The log
/// is the truth; the rest are windows onto it.
/// </summary>
internal sealed class Sweep(SweepContext context) : IDisposable
{
    /// <summary>How soon a receiver's new room is noticed, and the least time between two looks for it.</summary>
    private static readonly TimeSpan RoomPoll = TimeSpan.FromMilliseconds(10);

    private const int PageSize = 500;

    /// <summary>
    /// Of those who were left behind, a few of each shard in turn: they leave in about the order in which they came, and what the
    /// store keeps on one page is read and written together.
    /// </summary>
    private const int RefillPageSize = 32;

    private readonly TimedSignal _signal = new(context.Runtime.Time);
    private readonly Places _wakes = new(context.Settings.WakesInFlight);
    private readonly Lock _lock = new();
    private readonly HashSet<PartyId> _leftBehind = [];
    private readonly long _started = context.Runtime.Time.GetTimestamp();

    /// <summary>Walks to those whom a receiver had no room for: each goes on where its room ended.</summary>
    private readonly Dictionary<PartyId, SweepPass> _refills = [];

    private volatile bool _recovered;
    private int _firstShard;
    private SweepPass? _slowPass;

    /// <summary>By the machine's clock, as the times at which everything is due: the others must not wait when that is set back.</summary>
    private DateTimeOffset _nextFullLook = DateTimeOffset.MinValue;
    private TimeSpan _nextSlowLook;
    private TimeSpan _nextRoomLook;

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
        lock (_lock)
            if (!_leftBehind.Add(to)) return;
        _signal.Set();
    }

    public async Task Run(CancellationToken cancellation)
    {
        using var stop = cancellation.UnsafeRegister(_ => _signal.Set(), null);
        _nextSlowLook = Passed + context.Settings.SweepEvery;
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
                if (e is not StoreUnavailableException) Log.LoopFailed(context.Log, "sweep", e);
                lock (_lock) _nextFullLook = DateTimeOffset.MinValue;
                await _signal.Rest(context.Settings.StoreRetryMax, cancellation);
            }
        }
    }

    /// <summary>The pass that is wanted most, if any is.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        if (TakeFullPass()) await Recover(cancellation);
        else if (Passed >= _nextRoomLook && Refills() is { Count: > 0 } refills) await Refill(refills, cancellation);
        else if (Passed >= _nextSlowLook) await LookSlowly(cancellation);
    }

    public void Dispose() => _signal.Dispose();

    private DateTimeOffset Now => context.Runtime.Time.GetUtcNow();

    private TimeSpan Passed => context.Runtime.Time.GetElapsedTime(_started);

    private async Task Recover(CancellationToken cancellation)
    {
        var started = context.Runtime.Time.GetTimestamp();
        var pass = Pass(null);
        while (!pass.IsOver) await pass.Step(PageSize, cancellation);
        (_slowPass, _nextSlowLook) = (null, Passed + context.Settings.SweepEvery);
        if (!_recovered) Log.Recovered(context.Log, pass.Rows, context.Runtime.Time.GetElapsedTime(started).TotalSeconds);
        _recovered = true;
    }

    /// <summary>A page at a time: a pass over a million rows takes minutes, and what is urgent cannot wait for its end.</summary>
    private async Task LookSlowly(CancellationToken cancellation)
    {
        _slowPass ??= Pass(null);
        var before = _slowPass.Rows;
        await _slowPass.Step(PageSize, cancellation);
        _nextSlowLook = Passed + (_slowPass.IsOver
            ? context.Settings.SweepEvery
            : TimeSpan.FromSeconds((double)(_slowPass.Rows - before) / context.Settings.SweepRowsPerSecond));
        if (_slowPass.IsOver) _slowPass = null;
    }

    private SweepPass Pass(PartyId? only) => new(context, _wakes, only, _firstShard++ % context.Settings.Shards, LeftBehind);

    /// <summary>Twice in a horizon: what is beyond it now is found again before it is due.</summary>
    private bool TakeFullPass()
    {
        lock (_lock)
        {
            if (Now < _nextFullLook) return false;
            _nextFullLook = Now + (context.Settings.DelayHorizon / 2);
            return true;
        }
    }

    /// <summary>Nobody says when a receiver has room again; everything else has a time, or sets the signal.</summary>
    private TimeSpan Pause()
    {
        lock (_lock)
        {
            var (full, other) = (_nextFullLook - Now, (_leftBehind.Count + _refills.Count > 0 ? _nextRoomLook : _nextSlowLook) - Passed);
            return full < other ? full : other;
        }
    }

    /// <summary>Walks for the receivers that have room again; where somebody was left behind since the last walk, a new one.</summary>
    private List<KeyValuePair<PartyId, SweepPass>> Refills()
    {
        _nextRoomLook = Passed + RoomPoll;
        lock (_lock)
        {
            foreach (var party in _leftBehind.Where(p => context.Room(p) > 0 && !_refills.ContainsKey(p)).ToList())
            {
                _leftBehind.Remove(party);
                _refills.Add(party, Pass(party));
            }
        }
        return [.. _refills.Where(r => context.Room(r.Key) > 0)];
    }

    private async Task Refill(List<KeyValuePair<PartyId, SweepPass>> refills, CancellationToken cancellation)
    {
        foreach (var (party, pass) in refills) await GoOn(party, pass, cancellation);
        // Only when they have come in does the room say whether there is more.
        await _wakes.AllFree(cancellation);
    }

    /// <summary>As many as there is room for, but once around the shards at most: no receiver waits for what is another's.</summary>
    private async Task GoOn(PartyId party, SweepPass pass, CancellationToken cancellation)
    {
        var enough = pass.Woken + context.Room(party);
        for (var shards = context.Settings.Shards; shards > 0 && pass.Woken < enough && !pass.IsOver; shards--)
            await pass.Step((int)Math.Min(RefillPageSize, enough - pass.Woken), cancellation);
        if (pass.IsOver) _refills.Remove(party);
    }
}
