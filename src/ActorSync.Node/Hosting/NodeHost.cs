using System.Collections.Immutable;
using ActorSync.Delivering;
using ActorSync.Engine;
using ActorSync.Node.Api;
using ActorSync.Node.Configuration;
using ActorSync.Node.Management;
using ActorSync.Node.Metrics;
using ActorSync.Storage;

namespace ActorSync.Node.Hosting;

/// <summary>A running node: the engine over its store, the ways to its parties, the API and management.</summary>
internal sealed class NodeHost : IAsyncDisposable
{
    private readonly NodeSettings _settings;
    private readonly ILogger _log;
    private readonly SqlStore _store;
    private readonly NodeDelays _delays;
    private readonly List<HttpParty> _parties;
    private readonly DeliverySink _sink;
    private readonly AccountEngine _engine;
    private readonly PrometheusMetrics _metrics = new();
    private readonly NodeHealth _health;
    private readonly EventStream _events;
    private readonly SecondChances _secondChances;
    private readonly OutageProbe _probe;
    private readonly StoreWatch _watch;
    private readonly TaskCompletionSource _leaveAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _api;
    private readonly WebApplication _management;
    private bool _stopped;

    private NodeHost(NodeSettings settings, ILoggerFactory logs, SqlStore store, TimeProvider time)
    {
        (_settings, _store) = (settings, store);
        _log = logs.CreateLogger("ActorSync.Node");
        _parties = [.. settings.Parties.Select(p => new HttpParty(p.Http, time))];
        _sink = new(settings.Parties.Zip(_parties, (p, party) => (p.Id, (IParty)party, p.Sink)), time);
        _delays = NodeDelays.Of(settings.Delay, time);
        _engine = new(
            new(settings.Rules, store, store, _delays.Queue, _sink), settings.Engine,
            EngineRuntime.Machine with { Time = time }, logs.CreateLogger("ActorSync.Engine"));
        // Apart from what the engine says of its store: one that cannot be written may well answer.
        var answers = new Dependency("the store's answers");
        _watch = new(store, answers, time, _log);
        _health = new(settings.Name, [_engine.Store, answers, _engine.Ownership], [_engine.DelayQueue], () => _sink.Loads);
        _events = new(time);
        var exhausted = new Exhausted(_engine, store, time);
        _secondChances = new(exhausted, _ => Task.CompletedTask, settings.LongestCall, time, _log);
        _probe = new(exhausted, () => _sink.Loads, time, _log);
        _sink.Returned += _secondChances.Returned;
        var eventLog = new EventLog(_log);
        _engine.Stored += _events.Publish;
        _engine.Stored += eventLog.Write;

        var keys = new ApiKeys(settings.ApiKeys);
        var intake = new SubmissionIntake(_engine, settings.Rules.Parties, settings.Intake, time);
        var api = new NodeApi(intake, new(_engine, store, _health.Holdup, time), new(_engine, store, time), _events);
        _api = WebServer.Build(settings.Listen, settings, keys, _log, [], NodeApi.AddOpenApi, api.Map);
        var membership = new OwnMembership(settings.Name, settings.Engine.Shards, () => _leaveAsked.TrySetResult());
        _management = WebServer.Build(
            settings.Management, settings, keys, _log, ManagementApi.Open, _ => { }, new ManagementApi(_health, _metrics, membership).Map);
    }

    /// <summary>Completes when somebody asks the node to leave.</summary>
    public Task LeaveAsked => _leaveAsked.Task;

    /// <summary>Where the API listens, with the port that was free if port 0 was asked for.</summary>
    public Uri Api => WebServer.AddressOf(_api);

    /// <summary>Hears of every account's events once they are durable; it must return at once.</summary>
    public event Action<AccountId, ImmutableArray<AccountEvent>>? Stored
    {
        add => _engine.Stored += value;
        remove => _engine.Stored -= value;
    }

    public Uri Management => WebServer.AddressOf(_management);

    public SqlStore Store => _store;

    /// <exception cref="StoreRefusedException">The store cannot be used as it is.</exception>
    /// <exception cref="IOException">An address is taken, or not this machine's.</exception>
    public static async Task<NodeHost> Start(NodeSettings settings, ILoggerFactory logs, TimeProvider time, CancellationToken cancellation)
    {
        var store = await settings.Store.Open(cancellation);
        var node = new NodeHost(settings, logs, store, time);
        try
        {
            node._engine.Start();
            node._secondChances.Start();
            node._probe.Start();
            node._watch.Start();
            await WebServer.Start(node._api, settings.Listen, cancellation);
            await WebServer.Start(node._management, settings.Management, cancellation);
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
        Log.Started(node._log, settings.Name, node.Api, node.Management);
        return node;
    }

    /// <summary>Takes nothing more in, lets what is under way end, stores it, and closes. Safe to call twice.</summary>
    public async Task Stop()
    {
        if (_stopped) return;
        _stopped = true;
        Log.Draining(_log, _settings.Name);
        _health.Stopping();
        _events.End();
        using var limit = new CancellationTokenSource(_settings.Engine.DrainTimeout);
        await _api.StopAsync(limit.Token);
        await _probe.DisposeAsync();
        await _secondChances.DisposeAsync();
        await _watch.DisposeAsync();
        _sink.Dispose();
        await _engine.DisposeAsync();
        await _management.StopAsync(limit.Token);
        await _api.DisposeAsync();
        await _management.DisposeAsync();
        foreach (var party in _parties) party.Dispose();
        _events.Dispose();
        await _delays.DisposeAsync();
        await _store.DisposeAsync();
        _metrics.Dispose();
        Log.Stopped(_log, _settings.Name);
    }

    public ValueTask DisposeAsync() => new(Stop());
}
