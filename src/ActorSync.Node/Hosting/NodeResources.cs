using System.Collections.Immutable;
using ActorSync.Delivering;
using ActorSync.Node.Api;
using ActorSync.Node.Configuration;
using ActorSync.Node.Metrics;
using ActorSync.Storage;

namespace ActorSync.Node.Hosting;

/// <summary>
/// What a node has before its engine, whichever that is, and until after it: the store, the delay queue, the parties, and who
/// hears of events and measurements.
/// </summary>
/// <param name="settings">The node's.</param>
/// <param name="store">Open; ends with the others.</param>
/// <param name="log">Hears of events, and of what the delay queue holds that is none of its own.</param>
/// <param name="time">The node's.</param>
internal sealed class NodeResources(NodeSettings settings, SqlStore store, ILogger log, TimeProvider time) : IAsyncDisposable
{
    private readonly List<HttpParty> _parties = [.. settings.Parties.Select(p => new HttpParty(p.Http, time))];
    private readonly NodeDelays _delays = NodeDelays.Of(settings.Delay, time, log);
    private readonly EventLog _eventLog = new(log);

    public PrometheusMetrics Metrics { get; } = new();

    public EventStream Events { get; } = new(time);

    public SqlStore Store => store;

    public IDelayQueue DelayQueue => _delays.Queue;

    public IReadOnlyList<Receiver> Receivers => [.. settings.Parties.Zip(_parties, (p, party) => new Receiver(p.Id, party, p.Sink))];

    /// <summary>Hears of an account's events once they are durable.</summary>
    public void Stored(AccountId account, ImmutableArray<AccountEvent> events)
    {
        Events.Publish(account, events);
        _eventLog.Write(account, events);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var party in _parties) party.Dispose();
        Events.Dispose();
        await _delays.DisposeAsync();
        await store.DisposeAsync();
        Metrics.Dispose();
    }
}
