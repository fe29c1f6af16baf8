namespace ActorSync.Engine;

/// <summary>Entries that are claimed and not due yet: each is woken at its time, whatever the queue is asked meanwhile.</summary>
internal sealed class Alarms : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Action<DelayEntry> _wake;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<DelayEntry, DateTimeOffset> _set = new();
    private readonly ITimer _timer;

    /// <param name="wake">Called for each entry when it is due, never before, on whatever thread the timer has; it must return at once.</param>
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
            // Timers count whole milliseconds: one that is cut short would ring for nobody.
            if (_set.TryPeek(out _, out var next)) _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling((next - now).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
        foreach (var entry in due) _wake(entry);
    }
}
