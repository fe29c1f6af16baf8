namespace ActorSync.Tests.Simulation;

/// <summary>A process of the simulated world: whatever is awaited in it goes on as one of its steps, until it is killed.</summary>
internal sealed class SimulatedProcess(Scheduler scheduler) : SynchronizationContext
{
    public bool IsDead { get; private set; }

    public TimeProvider Time => field ??= new Clock(scheduler, this);

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!IsDead) scheduler.Add(this, d, state);
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("nothing in a simulation waits for another thread");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs something as this process, from outside, until it first waits.</summary>
    public void Run(Action action)
    {
        var outside = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(outside);
        }
    }

    /// <summary>No further step of it is taken.</summary>
    public void Kill()
    {
        IsDead = true;
        scheduler.Drop(this);
    }

    private sealed class Clock(Scheduler scheduler, SimulatedProcess process) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => scheduler.Now;

        public override long GetTimestamp() => scheduler.Now.UtcTicks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new SimulatedTimer(scheduler, process, callback, state);
            timer.Change(dueTime, period);
            return timer;
        }
    }
}
