using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using ActorSync.Delivering;
using ActorSync.Node.Api;
using ActorSync.Node.Configuration;
using ActorSync.Node.Hosting;
using ActorSync.Node.Management;
using ActorSync.Node.Metrics;
using ActorSync.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using NodeLog = ActorSync.Node.Hosting.Log;

namespace ActorSync.Actors;

/// <summary>A running node of the Akka.NET engine: the same API and management as the embedded engine's node, over the region.</summary>
internal sealed class AkkaNodeHost : IAsyncDisposable
{
    private readonly NodeSettings _settings;
    private readonly ILogger _log;
    private readonly SqlStore _store;
    private readonly ActorSystem _system;
    private readonly NodeDelays _delays;
    private readonly EventStream _events;
    private readonly List<HttpParty> _parties;
    private readonly AkkaEngine _engine;
    private readonly PrometheusMetrics _metrics = new();
    private readonly NodeHealth _health;
    private readonly WebApplication _api;
    private readonly WebApplication _management;
    private readonly SecondChances _secondChances;
    private readonly OutageProbe _probe;
    private bool _disposed;

    private AkkaNodeHost(NodeSettings settings, ILoggerFactory logs, SqlStore store, JournalTables tables, ActorSystem system, TimeProvider time)
    {
        (_settings, _store, _system) = (settings, store, system);
        _log = logs.CreateLogger("ActorSync.Akka");
        _parties = [.. settings.Parties.Select(p => new HttpParty(p.Http, time))];
        _delays = NodeDelays.Of(settings.Delay, time);
        var parties = settings.Parties.Zip(_parties, (p, party) => (p.Id, (IParty)party, p.Sink)).ToList();
        _engine = new(system, new(settings.Rules, store, tables, _delays.Queue, parties), settings.Engine, time, _log);
        _health = new(settings.Name, [_engine.Store, _engine.Tables], [_engine.DelayQueue], () => _engine.Sink.Loads);
        _events = new(time);
        var eventLog = new EventLog(_log);
        _engine.Stored += _events.Publish;
        _engine.Stored += eventLog.Write;
        var exhausted = new Exhausted(_engine.Region, _engine.RegistrationLog, time);
        _secondChances = new(exhausted, _engine.RegistrationLog.CaughtUp, settings.LongestCall, time, _log);
        _probe = new(exhausted, () => _engine.Sink.Loads, time, _log);
        _engine.Sink.Returned += _secondChances.Returned;

        var keys = new ApiKeys(settings.ApiKeys);
        var intake = new SubmissionIntake(_engine.Region, settings.Rules.Parties, settings.Intake, time);
        var api = new NodeApi(intake, new(_engine.Region, _engine.RegistrationLog, _health.Holdup, time), new(_engine.Region, _engine.RegistrationLog, time), _events);
        _api = WebServer.Build(settings.Listen, settings, keys, _log, [], NodeApi.AddOpenApi, api.Map);
        var membership = new ClusterMembership(
            Cluster.Get(system), Akka.Cluster.Sharding.ClusterSharding.Get(system).ShardRegion(AkkaEngine.TypeName), settings.Engine.Shards, settings.Engine.AnswerTimeout);
        _management = WebServer.Build(
            settings.Management, settings, keys, _log, ManagementApi.Open, _ => { }, new ManagementApi(_health, _metrics, membership).Map);
        OnShutdown(CoordinatedShutdown.PhaseBeforeServiceUnbind, "stop-intake", StopIntake);
        OnShutdown(CoordinatedShutdown.PhaseServiceRequestsDone, "drain", _engine.Drain);
    }

    /// <summary>Completes when the actor system has ended: told to, by management, or downed by the others.</summary>
    public Task Terminated => _system.WhenTerminated;

    /// <summary>Where the API listens, with the port that was free if port 0 was asked for.</summary>
    public Uri Api => WebServer.AddressOf(_api);

    public Uri Management => WebServer.AddressOf(_management);

    /// <exception cref="StoreRefusedException">The store cannot be used as it is.</exception>
    /// <exception cref="StoreUnavailableException">The store, a file, cannot be used now; a server that is away is waited for.</exception>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<AkkaNodeHost> Start(NodeSettings settings, Config config, ILoggerFactory logs, TimeProvider time, CancellationToken cancellation)
    {
        var store = await settings.Store.Open(cancellation);
        ActorSystem? system = null;
        AkkaNodeHost? node = null;
        try
        {
            system = ActorSystemSettings.Start(config, logs.CreateLogger("Akka"));
            await Joined(system, cancellation);
            var tables = new JournalTables(config);
            node = new(settings, logs, store, tables, system, time);
            node._engine.Start(stopping => Prepare(store, tables, stopping));
            node._secondChances.Start();
            node._probe.Start();
            await WebServer.Start(node._api, settings.Listen, cancellation);
            await WebServer.Start(node._management, settings.Management, cancellation);
        }
        catch
        {
            await Undo(node, system, store);
            throw;
        }
        NodeLog.Started(node._log, settings.Name, node.Api, node.Management);
        return node;
    }

    /// <summary>Takes nothing more in, lets what is under way end, hands the shards over, leaves the cluster. Safe to call twice.</summary>
    public async Task Stop()
    {
        await CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        await _management.DisposeAsync();
        await _api.DisposeAsync();
        _engine.Dispose();
        foreach (var party in _parties) party.Dispose();
        _events.Dispose();
        await _delays.DisposeAsync();
        await _store.DisposeAsync();
        _metrics.Dispose();
        NodeLog.Stopped(_log, _settings.Name);
    }

    private static Task Joined(ActorSystem system, CancellationToken cancellation)
    {
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cluster.Get(system).RegisterOnMemberUp(up.SetResult);
        return up.Task.WaitAsync(cancellation);
    }

    /// <summary>The store's tables first: in a database that has the journal's alone, it would take them for something else's.</summary>
    private static async Task Prepare(SqlStore store, JournalTables tables, CancellationToken cancellation)
    {
        await store.List(new() { Limit = 1 }, cancellation);
        await tables.Create(cancellation);
    }

    /// <summary>Ends what has begun of a start that failed.</summary>
    private static async Task Undo(AkkaNodeHost? node, ActorSystem? system, SqlStore store)
    {
        if (node is not null)
        {
            await node.DisposeAsync();
            return;
        }
        if (system is not null) await system.Terminate();
        await store.DisposeAsync();
    }

    private async Task StopIntake()
    {
        NodeLog.Draining(_log, _settings.Name);
        _health.Stopping();
        _events.End();
        await _probe.DisposeAsync();
        await _secondChances.DisposeAsync();
        using var limit = new CancellationTokenSource(_settings.Engine.DrainTimeout);
        await _api.StopAsync(limit.Token);
    }

    private void OnShutdown(string phase, string name, Func<Task> task) => CoordinatedShutdown.Get(_system).AddTask(phase, name, async () =>
    {
        await task();
        return Akka.Done.Instance;
    });
}
