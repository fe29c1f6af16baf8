namespace ActorSync.Tests.Simulation;

/// <summary>
/// All that happens in a simulated world, one step at a time on one thread: of the steps that can run, the seed picks one;
/// time passes when none can, and now and then although some can.
/// </summary>
internal sealed class Scheduler(ulong seed)
{
    private readonly Dice _dice = new(seed);
    private readonly List<Step> _ready = new(64);
    private readonly PriorityQueue<Alarm, (long Due, long Order)> _alarms = new(64);
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _order;

    public DateTimeOffset Now { get; private set; } = Some.Time;

    public long Steps { get; private set; }

    /// <summary>Time passes before one in so many steps, although there is something to do; 0: never.</summary>
    public int Haste { get; set; }

    public bool IsIdle => _ready.Count == 0;

    /// <summary>When the next alarm is due; null: there is none.</summary>
    public DateTimeOffset? NextAlarm
    {
        get
        {
            while (_alarms.TryPeek(out var alarm, out var at))
            {
                if (alarm.IsCurrent) return new DateTimeOffset(at.Due, TimeSpan.Zero);
                _alarms.Dequeue();
            }
            return null;
        }
    }

    /// <param name="owner">The process that takes the step; null: the world around it.</param>
    public void Add(SimulatedProcess? owner, SendOrPostCallback run, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread) throw new InvalidOperationException("a step has left the simulation's thread");
        _ready.Add(new(owner, run, state));
    }

    /// <summary>Something in the world around the processes.</summary>
    public void After(TimeSpan wait, Action action) => Set(null, 0, action, wait);

    public void Set(SimulatedTimer timer, long setting, TimeSpan wait) => Set(timer, setting, null, wait);

    /// <summary>A process is gone, with all the steps that it would have taken.</summary>
    public void Drop(SimulatedProcess process) => _ready.RemoveAll(s => s.Owner == process);

    /// <summary>Takes one step.</summary>
    /// <returns>False when there is nothing to do before that time.</returns>
    public bool RunStep(DateTimeOffset until)
    {
        if ((_ready.Count == 0 || (Haste > 0 && _dice.Next(Haste) == 0)) && NextAlarm <= until) Pass();
        if (_ready.Count == 0) return false;

        var i = _ready.Count == 1 ? 0 : _dice.Next(_ready.Count);
        var step = _ready[i];
        _ready[i] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        Steps++;
        if (SynchronizationContext.Current != step.Owner) SynchronizationContext.SetSynchronizationContext(step.Owner);
        step.Run(step.State);
        return true;
    }

    /// <summary>Time passes until the next alarm; those that are due at once go off in any order.</summary>
    private void Pass()
    {
        var due = NextAlarm!.Value;
        if (due > Now) Now = due;
        while (NextAlarm <= Now)
        {
            var alarm = _alarms.Dequeue();
            Add(alarm.Timer?.Owner, static a => ((Alarm)a!).GoOff(), alarm);
        }
    }

    private void Set(SimulatedTimer? timer, long setting, Action? action, TimeSpan wait) =>
        _alarms.Enqueue(new(timer, setting, action), (Math.Max(Now.UtcTicks, (Now + wait).UtcTicks), ++_order));

    private readonly record struct Step(SimulatedProcess? Owner, SendOrPostCallback Run, object? State);

    private sealed record Alarm(SimulatedTimer? Timer, long Setting, Action? Action)
    {
        public bool IsCurrent => Timer?.IsSet(Setting) ?? true;

        public void GoOff()
        {
            if (Timer is null) Action!();
            else Timer.GoOff(Setting);
        }
    }
}
