namespace ActorSync.Engine;

/// <summary>A signal that also comes by itself after a time.</summary>
internal sealed class TimedSignal : IDisposable
{
    private readonly Signal _signal = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public TimedSignal(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Set() => _signal.Set();

    /// <summary>Returns when set, or when the time is over; one caller at a time.</summary>
    public Task Wait(TimeSpan atMost)
    {
        var set = _signal.Wait();
        if (!set.IsCompleted) _timer.Change(atMost > TimeSpan.Zero ? atMost : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return set;
    }

    /// <summary>
    /// Returns when the time is over or the loop is to end, whatever is set meanwhile: after a fault, or faults would follow
    /// each other without a pause.
    /// </summary>
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
}
