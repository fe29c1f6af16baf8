namespace ActorSync.Tests.Simulation;

/// <summary>A timer in virtual time.</summary>
internal sealed class SimulatedTimer(Scheduler scheduler, SimulatedProcess owner, TimerCallback callback, object? state) : ITimer
{
    private long _setting;
    private bool _set;
    private TimeSpan _period;

    public SimulatedProcess Owner => owner;

    public bool IsSet(long setting) => _set && _setting == setting && !owner.IsDead;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _setting++;
        _period = period;
        _set = dueTime != Timeout.InfiniteTimeSpan;
        if (_set) scheduler.Set(this, _setting, dueTime);
        return true;
    }

    public void GoOff(long setting)
    {
        if (!IsSet(setting)) return;
        _set = false;
        if (_period > TimeSpan.Zero) Change(_period, _period);
        callback(state);
    }

    public void Dispose()
    {
        _setting++;
        _set = false;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
