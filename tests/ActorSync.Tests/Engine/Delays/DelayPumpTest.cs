using ActorSync.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorSync.Tests.Engine.Delays;

/// <summary>A delay pump of two shards, in time that passes by hand.</summary>
public abstract class DelayPumpTest : IDisposable
{
    private protected const int WakesInFlight = 4;
    private protected static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private protected DelayPumpTest() => Pump = new(
        Queue, [0, 1], SomeEngine.Settings with { WakesInFlight = WakesInFlight, DelayPoll = Poll },
        EngineRuntime.Machine with { Time = Time }, Dependency, NullLogger.Instance)
    {
        Wake = (entry, done) => Wakes.Add((entry.Account, done)),
        Missed = () => Missed++,
    };

    private protected ManualTime Time { get; } = new();

    private protected FaultyQueue Queue { get; } = new(new InProcessDelayQueue());

    private protected Dependency Dependency { get; } = new("the delay queue");

    private protected DelayPump Pump { get; }

    private protected List<(AccountId Account, Action<bool> Done)> Wakes { get; } = [];

    private protected IEnumerable<string> Woken => Wakes.Select(w => w.Account.Value);

    /// <summary>How often the sweep was told that the queue may have missed something.</summary>
    private protected int Missed { get; private set; }

    public void Dispose()
    {
        Pump.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static AccountId Account(string name) => AccountId.Parse(name);

    private protected DateTimeOffset After(double seconds) => Time.GetUtcNow().AddSeconds(seconds);

    private protected Task<TimeSpan> Run(double after = 0)
    {
        Time.Advance(TimeSpan.FromSeconds(after));
        return Pump.RunOnce(default);
    }
}
