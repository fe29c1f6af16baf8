namespace ActorSync.Engine;

/// <summary>Wakes one loop: at once when set, or after a time. Set while nobody waits, it is remembered.</summary>
internal sealed class Signal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TaskCompletionSource? _waiter;
    private bool _set;

    public Signal(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Set()
    {
        lock (_lock)
        {
            _set = true;
            _waiter?.TrySetResult();
        }
    }

    /// <summary>Returns when set, or when the time is over; one caller at a time.</summary>
    public Task Wait(TimeSpan atMost)
    {
        lock (_lock)
        {
            if (_set)
            {
                _set = false;
                return Task.CompletedTask;
            }
            _waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _timer.Change(atMost > TimeSpan.Zero ? atMost : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            return Waited(_waiter.Task);
        }
    }

    /// <summary>Returns when the time is over or the loop is to end, whatever is set meanwhile: after a fault, or faults would follow each other without a pause.</summary>
    public async Task Rest(TimeSpan time, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(time, _time, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The loop ends.
        }
    }

    public void Dispose() => _timer.Dispose();

    private async Task Waited(Task waiter)
    {
        await waiter;
        lock (_lock) (_waiter, _set) = (null, false);
    }
}
