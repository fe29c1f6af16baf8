using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Cluster.Tools.Singleton;
using Akka.Persistence.Query;
using Akka.Persistence.Sql.Query;
using Akka.Streams;
using ActorSync.Delivering;
using ActorSync.Engine;
using ActorSync.Node.Hosting;
using Microsoft.Extensions.Logging;
using EngineLog = ActorSync.Engine.Log;

namespace ActorSync.Actors;

/// <summary>
/// The Akka.NET engine: every account as a persistent actor under Cluster Sharding.
/// <code>
/// Tell ─▶ region ─▶ AccountActor ─▶ journal ─▶ LogProjection (one in the cluster) ─▶ registration log
///                      ▲   │ after it is stored                                           │
///                      │   ├─▶ PartyStream ─▶ receiver ─▶ outcome back to the actor       │
///                      │   └─▶ DelayFeeder ─▶ delay queue ─▶ wakes the account            │
///                      └────── RecoveryActor (one in the cluster) ◀───────────────────────┘
/// </code>
/// </summary>
internal sealed class AkkaEngine : IDisposable
{
    public const string TypeName = "account";

    private readonly ActorSystem _system;
    private readonly EngineSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly EngineMetrics _metrics;
    private readonly OpenCalls _calls;
    private readonly DelayFeeder _feeder;
    private readonly IdClaims _ids;
    private readonly CancellationTokenSource _stopping = new();
    private readonly IActorRef _recovery;
    private readonly Action _followJournal;
    private readonly StoreWatch _watch;
    private readonly WriteWatch _writeWatch;
    private readonly Patience _patience;
    private Task _working = Task.CompletedTask;
    private Task _claiming = Task.CompletedTask;

    public AkkaEngine(ActorSystem system, AkkaEngineParts parts, EngineSettings settings, TimeProvider time, ILogger log)
    {
        (_system, _settings, _time, _log, _metrics, _calls) = (system, settings, time, log, new(time), new(log));
        var runtime = EngineRuntime.Machine with { Time = time };
        var materializer = system.Materializer();
        // Not before there are tables: it reads them at once.
        var journal = new Lazy<SqlReadJournal>(
            () => PersistenceQuery.Get(system).ReadJournalFor<SqlReadJournal>(SqlReadJournal.Identifier),
            LazyThreadSafetyMode.PublicationOnly);
        RegistrationLog = new(parts.Store, journal, materializer, time);
        Sink = new(parts.Receivers, receiver => new PartyStream(receiver, materializer, time));
        _ids = new(parts.Store, settings.MailboxSize);
        _watch = new(parts.Store, Answers, time, log);
        _writeWatch = new(_ids, Store, time);
        var chance = new SharedChance(runtime.Chance(0));
        _patience = new(Store, runtime, settings.StoreRetryMax, chance, log);
        _feeder = new(
            parts.DelayQueue, settings, runtime, DelayQueue,
            account => Region!.Wake(account), () => _recovery!.Tell(LookAtEverything.Instance), log);
        var context = new AccountContext
        {
            Rules = parts.Rules, Shards = new(settings.Shards), SnapshotEvery = settings.SnapshotEvery, IdleTime = settings.IdleTime,
            Sink = Sink, Calls = _calls, Time = time, Chance = chance.Next, Metrics = _metrics, Log = log, WakeAt = _feeder.WakeAt,
            Stored = (account, events) => Stored?.Invoke(account, events),
        };
        var region = StartRegion(context, new(TimeSpan.FromMilliseconds(200), settings.StoreRetryMax));
        Region = new(region, _ids, _calls, settings, Store, _metrics, time, log);
        var sweep = new SweepContext
        {
            RegistrationLog = RegistrationLog, Queue = parts.DelayQueue, DelayQueue = DelayQueue,
            Settings = settings, Runtime = runtime, Log = log, Room = Sink.Room,
            Wake = (shard, account, done) => _ = _feeder.Wake(shard, account, done), Announce = _feeder.Announce,
        };
        _followJournal = () =>
        {
            var late = new LateEvents(journal.Value, parts.Tables, materializer);
            var projection = new LogProjection(
                journal.Value, late, parts.Store, context.Shards, materializer, time,
                () => _recovery!.Tell(LookAtEverything.Instance), log);
            StartSingleton(
                "projection", Props.Create(() => new ProjectionActor(projection, settings.StoreRetryMax, log)), PoisonPill.Instance);
            StartSingleton("recovery", Props.Create(() => new RecoveryActor(
                sweep, new(Answers, runtime, settings.StoreRetryMax, chance, log), RegistrationLog.CaughtUp, HearOfMembers)),
                StopRecovery.Instance);
        };
        _recovery = system.ActorOf(
            ClusterSingletonProxy.Props("/user/recovery", ClusterSingletonProxySettings.Create(system)), "recovery-proxy");
        Store.Returned += () => EngineLog.DependencyBack(log, Store.Name);
        Answers.Returned += () => EngineLog.StoreAnswers(log);
        // What was for the queue while it was away is lost: the registration log tells it again (R24).
        DelayQueue.Returned += () =>
        {
            EngineLog.DependencyBack(log, DelayQueue.Name);
            _recovery.Tell(LookAtEverything.Instance);
        };
        _metrics.Gauges.Up(Store, Answers, DelayQueue);
        _metrics.Gauges.Mailbox("Commands asked and not answered yet.", () => Region.Asked);
        _metrics.Gauges.Calls(() => _calls.Deliveries.Count);
    }

    /// <summary>Hears of every event of this node's accounts once it is durable; it must return at once.</summary>
    public event Action<AccountId, ImmutableArray<AccountEvent>>? Stored;

    public AccountRegion Region { get; }

    public FollowingLog RegistrationLog { get; }

    public DeliverySink Sink { get; }

    /// <summary>The journal and the registration log.</summary>
    public Dependency Store { get; } = new("the store");

    /// <summary>Whether the store answers. Apart from <see cref="Store"/>: one that cannot be written may well answer.</summary>
    public Dependency Answers { get; } = new("the store's answers");

    /// <summary>The journal's tables, until they are in form.</summary>
    public Dependency Tables { get; } = new("the journal's tables");

    public Dependency DelayQueue { get; } = new("the delay queue");

    /// <summary>Takes work in as soon as the journal is in form: while its database is away the node waits for it, and says so.</summary>
    /// <param name="prepare">Brings the journal into form.</param>
    public void Start(Func<CancellationToken, Task> prepare)
    {
        Tables.Fails("not looked at yet");
        _claiming = Task.Run(_ids.Run);
        _working = Task.Run(() => Work(prepare, _stopping.Token));
    }

    /// <summary>Takes nothing more in, starts no more calls, and lets those under way end.</summary>
    public async Task Drain()
    {
        Region.Close();
        await _stopping.CancelAsync();
        await _working;
        await _watch.DisposeAsync();
        await _writeWatch.DisposeAsync();
        Sink.Dispose();
        await _calls.Drain(_settings.DrainTimeout, _time);
        _ids.Complete();
        await _claiming;
    }

    public void Dispose()
    {
        _feeder.Dispose();
        _calls.Dispose();
        _metrics.Dispose();
        _stopping.Dispose();
    }

    private async Task Work(Func<CancellationToken, Task> prepare, CancellationToken cancellation)
    {
        try
        {
            await _patience.UntilWorks(async () =>
            {
                await prepare(cancellation);
                _followJournal();
                return true;
            }, NotPrepared, cancellation);
            Region.Open();
            Tables.Works();
            _watch.Start(_time, _log);
            _writeWatch.Start(_time, _log);
            await _feeder.Run(cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    /// <summary>The journal cannot be used as it is configured, or as its database is: somebody may yet put that right.</summary>
    private void NotPrepared(Exception fault)
    {
        var reason = fault.GetBaseException().Message;
        if (Tables.Fault != reason) Log.JournalUnusable(_log, fault);
        Tables.Fails(reason);
    }

    private IActorRef StartRegion(AccountContext context, BackOff backOff)
    {
        var sharding = ClusterSharding.Get(_system);
        var settings = ClusterShardingSettings.Create(_system);
        return sharding.Start(
            TypeName, id => AccountActor.Supervised(context, AccountId.Parse(id), backOff), settings,
            new AccountExtractor(context.Shards), sharding.DefaultShardAllocationStrategy(settings), StopAccount.Instance);
    }

    private void HearOfMembers(IActorRef who) => Cluster.Get(_system).Subscribe(
        who, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));

    private void StartSingleton(string name, Props props, object stop) =>
        _system.ActorOf(ClusterSingletonManager.Props(props, stop, ClusterSingletonManagerSettings.Create(_system)), name);
}
