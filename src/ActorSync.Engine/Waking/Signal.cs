namespace ActorSync.Engine;

/// <summary>Wakes one loop. Set while nobody waits, it is remembered.</summary>
internal sealed class Signal
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiter;
    private bool _set;

    public void Set()
    {
        lock (_lock)
        {
            _set = _waiter is null;
            _waiter?.SetResult();
            _waiter = null;
        }
    }

    /// <summary>Returns when set; one caller at a time.</summary>
    public Task Wait()
    {
        lock (_lock)
        {
            if (!_set) return (_waiter = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            _set = false;
            return Task.CompletedTask;
        }
    }
}
