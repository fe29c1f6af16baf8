using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using ActorSync.Node.Configuration;
using ActorSync.Node.Hosting;
using ActorSync.Storage;
using Microsoft.Extensions.Logging;
using NodeLog = ActorSync.Node.Hosting.Log;

namespace ActorSync.Actors;

/// <summary>A running node of the Akka.NET engine: the same API and management as the embedded engine's node, over the region.</summary>
internal sealed class AkkaNodeHost : INodeHost
{
    private readonly NodeSettings _settings;
    private readonly ILogger _log;
    private readonly ActorSystem _system;
    private readonly NodeResources _resources;
    private readonly AkkaEngine _engine;
    private readonly OutageRetries _retries;
    private readonly NodeFront _front;
    private bool _disposed;

    private AkkaNodeHost(
        NodeSettings settings, ILoggerFactory logs, SqlStore store, JournalTables tables, ActorSystem system, TimeProvider time)
    {
        (_settings, _system) = (settings, system);
        _log = logs.CreateLogger("ActorSync.Akka");
        _resources = new(settings, store, _log, time);
        _engine = new(system, new(settings.Rules, store, tables, _resources.DelayQueue, _resources.Receivers), settings.Engine, time, _log);
        _engine.Stored += _resources.Stored;
        var region = ClusterSharding.Get(system).ShardRegion(AkkaEngine.TypeName);
        var engine = new NodeEngine
        {
            Accounts = _engine.Region, RegistrationLog = _engine.RegistrationLog, CaughtUp = _engine.RegistrationLog.CaughtUp,
            Sink = _engine.Sink,
            Needed = [_engine.Store, _engine.Answers, _engine.Tables], Wanted = [_engine.DelayQueue],
            Membership = new ClusterMembership(Cluster.Get(system), region, settings.Engine.Shards, settings.Engine.AnswerTimeout),
        };
        _retries = new(settings, engine, time, _log);
        _front = new(settings, engine, _resources, time, _log);
        OnShutdown(CoordinatedShutdown.PhaseBeforeServiceUnbind, "stop-intake", StopIntake);
        OnShutdown(CoordinatedShutdown.PhaseServiceRequestsDone, "drain", _engine.Drain);
    }

    /// <summary>Completes when the actor system has ended: told to, by management, or downed by the others.</summary>
    public Task Leaving => _system.WhenTerminated;

    /// <summary>Where the API listens, with the port that was free if port 0 was asked for.</summary>
    public Uri Api => WebServer.AddressOf(_front.Api);

    public Uri Management => WebServer.AddressOf(_front.Management);

    /// <exception cref="StoreRefusedException">The store cannot be used as it is.</exception>
    /// <exception cref="StoreUnavailableException">The store, a file, cannot be used now; a server that is away is waited for.</exception>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<AkkaNodeHost> Start(
        NodeSettings settings, Config config, ILoggerFactory logs, TimeProvider time, CancellationToken cancellation)
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
            node._retries.Start();
            await node._front.Listen(cancellation);
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
        await _front.DisposeAsync();
        _engine.Dispose();
        await _resources.DisposeAsync();
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
        await _front.StopIntake();
        await _retries.DisposeAsync();
    }

    private void OnShutdown(string phase, string name, Func<Task> task) => CoordinatedShutdown.Get(_system).AddTask(phase, name, async () =>
    {
        await task();
        return Akka.Done.Instance;
    });
}
