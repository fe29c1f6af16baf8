namespace ActorSync.Engine;

/// <summary>
/// Finds through the registration log whatever is open and nobody looks after: everything after a start, what a lost delay
/// queue forgot (R24), and what found no place at a busy receiver. The log is the truth; the rest are windows onto it.
/// </summary>
internal sealed class Sweep(SweepContext context) : IDisposable
{
    /// <summary>How soon a receiver's new room is noticed.</summary>
    private static readonly TimeSpan RoomPoll = TimeSpan.FromMilliseconds(100);

    private readonly Signal _signal = new(context.Runtime.Time);
    private readonly SemaphoreSlim _wakes = new(context.Settings.WakesInFlight);
    private readonly Lock _lock = new();
    private readonly HashSet<PartyId> _leftBehind = [];
    private bool _fullPassWanted = true;
    private bool _recovered;
    private int _firstShard;
    private DateTimeOffset _nextSlowPass;

    /// <summary>The delay queue may have forgotten something: look at everything.</summary>
    public void LookAtEverything()
    {
        lock (_lock) _fullPassWanted = true;
        _signal.Set();
    }

    /// <summary>An account found no place at this receiver.</summary>
    public void LeftBehind(PartyId to)
    {
        lock (_lock) _leftBehind.Add(to);
    }

    public async Task Run(CancellationToken cancellation)
    {
        using var stop = cancellation.UnsafeRegister(_ => _signal.Set(), null);
        _nextSlowPass = Now + context.Settings.SweepEvery;
        while (!cancellation.IsCancellationRequested)
        {
            var pause = RoomPoll;
            try
            {
                await RunOnce(cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (e is not StoreUnavailableException) Log.LoopFailed(context.Log, "sweep", e);
                lock (_lock) _fullPassWanted = true;
                pause = context.Settings.StoreRetryMax;
            }
            await _signal.Wait(pause);
        }
    }

    /// <summary>The pass that is wanted most, if any is.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        if (TakeFullPass()) await Recover(cancellation);
        else if (PartiesWithRoom() is { Count: > 0 } parties) await Pass(parties).Run(null, cancellation);
        else if (Now >= _nextSlowPass)
        {
            await Pass(null).Run(context.Settings.SweepRowsPerSecond, cancellation);
            _nextSlowPass = Now + context.Settings.SweepEvery;
        }
    }

    public void Dispose()
    {
        _signal.Dispose();
        _wakes.Dispose();
    }

    private DateTimeOffset Now => context.Runtime.Time.GetUtcNow();

    private async Task Recover(CancellationToken cancellation)
    {
        var started = context.Runtime.Time.GetTimestamp();
        var rows = await Pass(null).Run(null, cancellation);
        if (!_recovered) Log.Recovered(context.Log, rows, context.Runtime.Time.GetElapsedTime(started).TotalSeconds);
        _recovered = true;
    }

    private SweepPass Pass(IReadOnlySet<PartyId>? only) => new(context, _wakes, only, _firstShard++ % context.Settings.Shards, LeftBehind);

    private bool TakeFullPass()
    {
        lock (_lock)
        {
            var wanted = _fullPassWanted;
            _fullPassWanted = false;
            return wanted;
        }
    }

    /// <summary>Receivers at which somebody was left behind and that have room again.</summary>
    private HashSet<PartyId> PartiesWithRoom()
    {
        lock (_lock)
        {
            HashSet<PartyId> parties = [.. _leftBehind.Where(context.HasRoom)];
            _leftBehind.ExceptWith(parties);
            return parties;
        }
    }
}
