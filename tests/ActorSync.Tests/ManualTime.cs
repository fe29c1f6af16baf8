namespace ActorSync.Tests;

/// <summary>Time that passes only when a test says so.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _passed;
    private TimeSpan _setBack;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return Some.Time + _passed - _setBack;
    }

    public override long GetTimestamp()
    {
        lock (_lock) return _passed.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        List<Timer> due;
        lock (_lock)
        {
            _passed += time;
            due = [.. _timers.Where(t => t.Due <= _passed)];
            foreach (var timer in due) timer.Next();
        }
        foreach (var timer in due) timer.Fire();
    }

    /// <summary>Sets the clock back. Timers and timestamps do not know of it, as on a real machine.</summary>
    public void SetBack(TimeSpan time)
    {
        lock (_lock) _setBack += time;
    }

    /// <summary>Returns when so many waits of this length or more are under way.</summary>
    public Task Waits(int count, TimeSpan atLeast) => Waits(count, length => length >= atLeast);

    /// <summary>Returns when so many waits of such a length are under way.</summary>
    public Task Waits(int count, Predicate<TimeSpan> length) => Until(() => _timers.Count(t => length(t.Length)) >= count);

    /// <summary>Returns when a wait is under way that has as long still to go.</summary>
    public Task WaitLeft(TimeSpan atLeast) => Until(() => _timers.Exists(t => t.Due - _passed >= atLeast));

    private async Task Until(Func<bool> isSo)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (isSo()) return;
                changed = _changed.Task;
            }
            await changed.WaitAsync(TimeSpan.FromSeconds(10), System);
        }
    }

    private sealed class Timer(ManualTime time, Action fire) : ITimer
    {
        /// <summary>A real one takes no more.</summary>
        private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

        public TimeSpan Due { get; private set; }

        public TimeSpan Length { get; private set; }

        private TimeSpan _period;

        public void Fire() => fire();

        /// <summary>Goes on with the next period, if it has any.</summary>
        public void Next()
        {
            if (_period > TimeSpan.Zero) Due = time._passed + _period;
            else time._timers.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            TaskCompletionSource changed;
            lock (time._lock)
            {
                time._timers.Remove(this);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime, Longest);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                (Due, Length, _period) = (time._passed + dueTime, dueTime, period);
                time._timers.Add(this);
                (changed, time._changed) = (time._changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }
            changed.SetResult();
            return true;
        }

        public void Dispose()
        {
            lock (time._lock) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
