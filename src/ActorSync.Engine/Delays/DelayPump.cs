using Microsoft.Extensions.Logging;

namespace ActorSync.Engine;

/// <summary>
/// Between the shards and the delay queue: passes on when accounts want to be woken, wakes those that are due, and
/// acknowledges them when what followed is stored. The queue is an index: what it cannot be told, and what is due beyond the
/// horizon, is found again by the sweep (R24).
/// </summary>
/// <remarks>
/// What will be due in a moment is claimed ahead and woken by a timer here: nobody waits for the queue's answer when the time
/// has come, and a queue where a thousand are due each second is asked twenty times, not hundreds.
/// </remarks>
internal sealed class DelayPump : IDisposable
{
    /// <summary>Wishes kept while a call to the queue is under way; beyond it they are left to the sweep.</summary>
    internal const int MaxWishes = 100_000;

    /// <summary>How long before its time an entry is claimed, at most.</summary>
    internal static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long before the time of the next entry the queue is asked: then also what is due up to <see cref="Ahead"/> comes with it.
    /// </summary>
    internal static readonly TimeSpan LookBefore = Ahead / 2;

    /// <summary>How long a wake whose effect is stored stays unacknowledged, at most: a quarter of the shortest lease.</summary>
    internal static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan RetryAfterFault = TimeSpan.FromSeconds(1);

    private readonly IDelayQueue _queue;
    private readonly EngineSettings _settings;
    private readonly TimeProvider _time;
    private readonly Dependency _dependency;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private readonly TimedSignal _signal;
    private readonly Alarms _alarms;
    private readonly ShardWakes _wakes;
    private IReadOnlyList<int> _shards;
    private Dictionary<AccountId, (int Shard, DateTimeOffset? Due)> _wishes = [];
    private List<DelayEntry> _stored = [];
    private DateTimeOffset? _announced;

    /// <summary>When the next is due of the shards that were asked for last, or of those who came since.</summary>
    private DateTimeOffset? _nextDue;

    /// <summary>The last claim left shards out that had no room.</summary>
    private bool _passedOver;

    /// <summary>A shard that had no room has some.</summary>
    private volatile bool _roomAgain;

    /// <summary>
    /// When the queue was last asked, by the time that passes: who was put in by others must not wait when the clock is set back.
    /// </summary>
    private long? _looked;
    private bool _overflowed;

    public DelayPump(
        IDelayQueue queue, IReadOnlyList<int> shards, EngineSettings settings, EngineRuntime runtime, Dependency dependency, ILogger log)
    {
        (_queue, _shards, _settings, _time, _dependency, _log) = (queue, shards, settings, runtime.Time, dependency, log);
        _signal = new(_time);
        _wakes = new(settings, LookAgain);
        _alarms = new(_time, entry => Wake!(entry, stored => Done(entry, stored)));
    }

    /// <summary>
    /// Wakes an account; the action is to be called with true when what follows is stored, with false when nobody has looked.
    /// </summary>
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
                await _signal.Wait(await RunOnce(cancellation));
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // What was taken from the shards is lost with the call: when the queue is back, the sweep looks at everything.
                Say(e);
                await _signal.Rest(RetryAfterFault, cancellation);
            }
        }
        await GiveBack();
    }

    /// <summary>Passes on what the shards want, claims what will be due in a moment, acknowledges what is stored.</summary>
    /// <returns>How long the queue need not be asked.</returns>
    public async Task<TimeSpan> RunOnce(CancellationToken cancellation)
    {
        var (wishes, stored, overflowed) = Take();
        var horizon = _time.GetUtcNow() + _settings.DelayHorizon;
        List<DelayEntry> schedule = [], cancel = [];
        foreach (var (account, (shard, due)) in wishes)
            (due <= horizon ? schedule : cancel).Add(new(shard, account, due.GetValueOrDefault()));
        if (schedule.Count > 0) await _queue.Schedule(schedule, cancellation);
        if (cancel.Count > 0) await _queue.Cancel(cancel, cancellation);
        if (stored.Count > 0) await _queue.Acknowledge(stored, cancellation);
        if (schedule.Count + cancel.Count + stored.Count > 0) _dependency.Works();
        foreach (var entry in schedule) Expect(entry.Due);
        if (overflowed) Missed();

        var now = _time.GetUtcNow();
        if (!(_nextDue - LookBefore <= now || IsTimeToLook || (_passedOver && _roomAgain))) return Pause(now);
        _roomAgain = false;
        var owned = _shards;
        List<int> asked = [.. owned.Where(HasRoom)];
        if (asked.Count == 0) return Pause(now);
        var looked = _time.GetTimestamp();
        var claim = await _queue.Claim(asked, now + Ahead, asked.Sum(_wakes.Room), cancellation);
        _dependency.Works();
        (_nextDue, _looked, _passedOver) = (claim.NextDue, looked, asked.Count < owned.Count);
        if (claim.Forgot)
        {
            Log.QueueForgot(_log, _dependency.Name);
            Missed();
        }
        foreach (var entry in claim.Entries) _wakes.Begin(entry.Shard);
        _alarms.Set(claim.Entries);
        return Pause(_time.GetUtcNow());
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

    public void Dispose()
    {
        _alarms.Dispose();
        _signal.Dispose();
    }

    private bool HasRoom(int shard) => _wakes.Room(shard) > 0;

    private void LookAgain()
    {
        _roomAgain = true;
        _signal.Set();
    }

    /// <summary>
    /// Others may have put something in: leases that came back, a sweep, a shard's last owner. And whether a queue that was away
    /// is back is known only once it has answered.
    /// </summary>
    private bool IsTimeToLook =>
        _looked is not { } looked || _time.GetElapsedTime(looked) >= _settings.DelayPoll || _dependency.Fault is not null;

    private void Expect(DateTimeOffset due)
    {
        if (_nextDue is null || due < _nextDue) _nextDue = due;
    }

    private TimeSpan Pause(DateTimeOffset now)
    {
        var longest = IsAnythingClaimed && AcknowledgeWithin < _settings.DelayPoll ? AcknowledgeWithin : _settings.DelayPoll;
        if (_nextDue - LookBefore - now is not { } pause || pause > longest || !_shards.Any(HasRoom)) return longest;
        return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }

    private bool IsAnythingClaimed
    {
        get
        {
            lock (_lock) return _wakes.IsAnyUnfinished || _stored.Count > 0;
        }
    }

    /// <summary>
    /// What is stored is acknowledged with others. What nobody has looked at comes back when its lease ends, to
    /// whoever owns the shard then.
    /// </summary>
    private void Done(DelayEntry entry, bool stored)
    {
        if (stored)
            lock (_lock) _stored.Add(entry);
        _wakes.End(entry.Shard);
    }

    /// <summary>Whoever looks after the shards next need not wait for the ends of leases under which nobody was woken.</summary>
    private async Task GiveBack()
    {
        var left = _alarms.Clear();
        if (left.Count == 0) return;
        try
        {
            await _queue.Schedule(left, default);
            await _queue.Acknowledge(left, default);
        }
        catch (Exception e)
        {
            Say(e);
        }
    }

    private void Say(Exception fault)
    {
        Log.Away(_log, _dependency, fault.Message);
        if (fault is not StoreUnavailableException) Log.LoopFailed(_log, "delay pump", fault);
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
