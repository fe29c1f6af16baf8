using Microsoft.Extensions.Logging;

namespace ActorSync.Engine;

/// <summary>
/// Between the shards and the delay queue: passes on when accounts want to be woken, wakes those that are due, and
/// acknowledges them when what followed is stored. The queue is an index: what it cannot be told, and what is due beyond the
/// horizon, is found again by the sweep (R24).
/// </summary>
internal sealed class DelayPump(
    IDelayQueue queue, IReadOnlyList<int> shards, EngineSettings settings, EngineRuntime runtime, Dependency dependency, ILogger log) : IDisposable
{
    /// <summary>Wishes kept while a call to the queue is under way; beyond it they are left to the sweep.</summary>
    internal const int MaxWishes = 100_000;

    private static readonly TimeSpan RetryAfterFault = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private IReadOnlyList<int> _shards = shards;
    private readonly TimedSignal _signal = new(runtime.Time);
    private Dictionary<AccountId, (int Shard, DateTimeOffset? Due)> _wishes = [];
    private List<DelayEntry> _stored = [];
    private DateTimeOffset? _announced;
    private DateTimeOffset? _nextDue;
    private DateTimeOffset _looked = DateTimeOffset.MinValue;
    private bool _overflowed;
    private int _awake;

    /// <summary>Wakes an account; the action is to be called with true when what follows is stored, with false when nobody has looked.</summary>
    public required Action<DelayEntry, Action<bool>> Wake { get; init; }

    /// <summary>Something was not passed on: the sweep has to find it.</summary>
    public required Action Missed { get; init; }

    /// <summary>Says when an account wants to be woken; null: no more.</summary>
    public void Set(int shard, AccountId account, DateTimeOffset? due)
    {
        lock (_lock)
        {
            if (_wishes.Count >= MaxWishes && !_wishes.ContainsKey(account)) _overflowed = true;
            else _wishes[account] = (shard, due);
        }
        _signal.Set();
    }

    public async Task Run(CancellationToken cancellation)
    {
        using var stop = cancellation.UnsafeRegister(_ => _signal.Set(), null);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var pause = await RunOnce(cancellation);
                dependency.Works();
                await _signal.Wait(pause);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // What was taken from the shards is lost with the call: when the queue is back, the sweep looks at everything.
                Log.Away(log, dependency, e.Message);
                if (e is not StoreUnavailableException) Log.LoopFailed(log, "delay pump", e);
                await _signal.Rest(RetryAfterFault, cancellation);
            }
        }
    }

    /// <summary>Passes on what the shards want, wakes what is due, acknowledges what is stored.</summary>
    /// <returns>How long nothing will be due.</returns>
    public async Task<TimeSpan> RunOnce(CancellationToken cancellation)
    {
        var (wishes, stored, overflowed) = Take();
        var horizon = runtime.Time.GetUtcNow() + settings.DelayHorizon;
        List<DelayEntry> schedule = [], cancel = [];
        foreach (var (account, (shard, due)) in wishes) (due <= horizon ? schedule : cancel).Add(new(shard, account, due.GetValueOrDefault()));
        if (schedule.Count > 0) await queue.Schedule(schedule, cancellation);
        if (cancel.Count > 0) await queue.Cancel(cancel, cancellation);
        if (stored.Count > 0) await queue.Acknowledge(stored, cancellation);
        foreach (var entry in schedule) Expect(entry.Due);
        if (overflowed) Missed();

        var now = runtime.Time.GetUtcNow();
        var room = settings.WakesInFlight - Volatile.Read(ref _awake);
        if (room <= 0 || _shards.Count == 0 || !(_nextDue <= now || IsTimeToLook(now))) return Pause(now, room);
        var claim = await queue.Claim(_shards, now, room, cancellation);
        (_nextDue, _looked) = (claim.NextDue, now);
        if (claim.Forgot)
        {
            Log.QueueForgot(log, dependency.Name);
            Missed();
        }
        Interlocked.Add(ref _awake, claim.Entries.Count);
        foreach (var entry in claim.Entries) Wake(entry, stored => Done(entry, stored));
        return Pause(runtime.Time.GetUtcNow(), settings.WakesInFlight - Volatile.Read(ref _awake));
    }

    /// <summary>Somebody else has put an entry in.</summary>
    public void Announce(DateTimeOffset due)
    {
        lock (_lock) _announced = _announced is null || due < _announced ? due : _announced;
        _signal.Set();
    }

    /// <summary>Somebody else looks after a shard now.</summary>
    public void Lose(int shard)
    {
        lock (_lock) _shards = [.. _shards.Where(s => s != shard)];
    }

    public void Dispose() => _signal.Dispose();

    /// <summary>Others may have put something in: leases that came back, a sweep, a shard's last owner.</summary>
    private bool IsTimeToLook(DateTimeOffset now) => now - _looked >= settings.DelayPoll;

    private void Expect(DateTimeOffset due)
    {
        if (_nextDue is null || due < _nextDue) _nextDue = due;
    }

    private TimeSpan Pause(DateTimeOffset now, int room)
    {
        if (room <= 0 || _shards.Count == 0 || _nextDue is null || _nextDue - now > settings.DelayPoll) return settings.DelayPoll;
        return _nextDue > now ? _nextDue.Value - now : TimeSpan.Zero;
    }

    /// <summary>What nobody has looked at comes back when its lease ends, to whoever owns the shard then.</summary>
    private void Done(DelayEntry entry, bool stored)
    {
        Interlocked.Decrement(ref _awake);
        if (stored)
            lock (_lock) _stored.Add(entry);
        _signal.Set();
    }

    private (Dictionary<AccountId, (int Shard, DateTimeOffset? Due)> Wishes, List<DelayEntry> Stored, bool Overflowed) Take()
    {
        lock (_lock)
        {
            var taken = (_wishes, _stored, _overflowed);
            // New ones even for empty ones: what was taken must not change under whoever reads it.
            (_wishes, _stored, _overflowed) = ([], [], false);
            if (_announced is { } due) Expect(due);
            _announced = null;
            return taken;
        }
    }
}
