namespace ActorSync.Engine;

/// <summary>Entries that are claimed and not due yet: each is woken at its time, whatever the queue is asked meanwhile.</summary>
internal sealed class Alarms : IDisposable
{
    /// <summary>A clock that was set back puts an entry off for as long, and timers take no more than seven weeks.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly Action<DelayEntry> _wake;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<DelayEntry, DateTimeOffset> _set = new();
    private readonly ITimer _timer;

    /// <param name="wake">
    /// Called for each entry when it is due, never before, on whatever thread the timer has; it must return at once.
    /// </param>
    public Alarms(TimeProvider time, Action<DelayEntry> wake)
    {
        (_time, _wake) = (time, wake);
        _timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Those that are due already are woken before it returns.</summary>
    public void Set(IReadOnlyList<DelayEntry> entries)
    {
        if (entries.Count == 0) return;
        lock (_lock) _set.EnqueueRange(entries.Select(e => (e, e.Due)));
        Ring();
    }

    /// <summary>None of them rings any more.</summary>
    public IReadOnlyList<DelayEntry> Clear()
    {
        lock (_lock)
        {
            List<DelayEntry> left = [.. _set.UnorderedItems.Select(item => item.Element)];
            _set.Clear();
            return left;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Ring()
    {
        List<DelayEntry> due = [];
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            while (_set.TryPeek(out var entry, out var at) && at <= now)
            {
                due.Add(entry);
                _set.Dequeue();
            }
            if (_set.TryPeek(out _, out var next)) _timer.Change(Until(next - now), Timeout.InfiniteTimeSpan);
        }
        foreach (var entry in due) _wake(entry);
    }

    /// <summary>Timers count whole milliseconds: one that is cut short would ring for nobody.</summary>
    private static TimeSpan Until(TimeSpan due) => due < Longest ? TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)) : Longest;
}
