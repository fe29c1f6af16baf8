using System.Collections.Immutable;
using ActorSync.Delivering;
using ActorSync.Engine;
using ActorSync.Node.Configuration;
using ActorSync.Node.Management;
using ActorSync.Storage;

namespace ActorSync.Node.Hosting;

/// <summary>A running node: the engine over its store, the ways to its parties, the API and management.</summary>
internal sealed class NodeHost : INodeHost
{
    private readonly NodeSettings _settings;
    private readonly ILogger _log;
    private readonly NodeResources _resources;
    private readonly DeliverySink _sink;
    private readonly AccountEngine _engine;
    private readonly OutageRetries _retries;
    private readonly NodeFront _front;
    private readonly StoreWatch _watch;
    private readonly TaskCompletionSource _leaveAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopped;

    private NodeHost(NodeSettings settings, ILoggerFactory logs, SqlStore store, TimeProvider time)
    {
        _settings = settings;
        _log = logs.CreateLogger("ActorSync.Node");
        _resources = new(settings, store, _log, time);
        _sink = new(_resources.Receivers, time);
        _engine = new(
            new(settings.Rules, store, store, _resources.DelayQueue, _sink), settings.Engine,
            EngineRuntime.Machine with { Time = time }, logs.CreateLogger("ActorSync.Engine"));
        _engine.Stored += _resources.Stored;
        _watch = new(store, _engine.Answers, time, _log);
        var engine = new NodeEngine
        {
            Accounts = _engine, RegistrationLog = store, CaughtUp = _ => Task.CompletedTask, Sink = _sink,
            Needed = [_engine.Store, _engine.Answers, _engine.Ownership], Wanted = [_engine.DelayQueue],
            Membership = new OwnMembership(settings.Name, settings.Engine.Shards, () => _leaveAsked.TrySetResult()),
        };
        _retries = new(settings, engine, time, _log);
        _front = new(settings, engine, _resources, time, _log);
    }

    /// <summary>Completes when somebody asks the node to leave.</summary>
    public Task Leaving => _leaveAsked.Task;

    /// <summary>Where the API listens, with the port that was free if port 0 was asked for.</summary>
    public Uri Api => WebServer.AddressOf(_front.Api);

    /// <summary>Hears of every account's events once they are durable; it must return at once.</summary>
    public event Action<AccountId, ImmutableArray<AccountEvent>>? Stored
    {
        add => _engine.Stored += value;
        remove => _engine.Stored -= value;
    }

    public Uri Management => WebServer.AddressOf(_front.Management);

    public SqlStore Store => _resources.Store;

    /// <exception cref="StoreRefusedException">The store cannot be used as it is.</exception>
    /// <exception cref="IOException">An address is taken, or not this machine's.</exception>
    public static async Task<NodeHost> Start(NodeSettings settings, ILoggerFactory logs, TimeProvider time, CancellationToken cancellation)
    {
        var store = await settings.Store.Open(cancellation);
        NodeHost? node = null;
        try
        {
            node = new(settings, logs, store, time);
            // First the addresses: a start that fails at one must not have taken the shards over from the node that has it.
            await node._front.Listen(cancellation);
            node._engine.Start();
            node._retries.Start();
            node._watch.Start(time, node._log);
        }
        catch
        {
            await (node?.DisposeAsync() ?? store.DisposeAsync());
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
        // From the last to the first: each is ended, whatever the one before it did.
        await using (_resources)
        await using (_front)
        await using (_engine)
        using (_sink)
        await using (_watch)
        await using (_retries)
            await _front.StopIntake();
        Log.Stopped(_log, _settings.Name);
    }

    public ValueTask DisposeAsync() => new(Stop());
}
