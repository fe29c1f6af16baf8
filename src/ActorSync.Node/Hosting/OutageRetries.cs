using ActorSync.Node.Configuration;

namespace ActorSync.Node.Hosting;

/// <summary>Another try for what used up its attempts in an outage: when the party is back, and to see whether it is (R26).</summary>
internal sealed class OutageRetries : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SecondChances _secondChances;
    private readonly OutageProbe _probe;

    /// <param name="settings">The node's.</param>
    /// <param name="engine">Whose sink tells of outages.</param>
    /// <param name="time">The node's.</param>
    /// <param name="log">Hears what is tried again.</param>
    public OutageRetries(NodeSettings settings, NodeEngine engine, TimeProvider time, ILogger log)
    {
        (_time, _log) = (time, log);
        var exhausted = new Exhausted(engine.Accounts, engine.RegistrationLog, settings.Rules, time);
        _secondChances = new(exhausted, engine.CaughtUp, settings.LongestCall, time, log);
        _probe = new(exhausted, () => engine.Sink.Loads, time, log);
        engine.Sink.Returned += _secondChances.Returned;
    }

    public void Start()
    {
        _secondChances.Start(_time, _log);
        _probe.Start(_time, _log);
    }

    public async ValueTask DisposeAsync()
    {
        await _probe.DisposeAsync();
        await _secondChances.DisposeAsync();
    }
}
