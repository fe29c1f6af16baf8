using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace ActorSync.Engine;

/// <summary>
/// The embedded engine: every account as an actor in this process, in a fixed number of shards over one journal.
/// <code>
/// Tell ─▶ Shard (mailbox, step) ─▶ GroupCommit ─▶ journal
///            ▲   │ after the commit
///            │   ├─▶ sink ─▶ receiver ─▶ outcome back to the shard
///            │   └─▶ DelayPump ─▶ delay queue ─▶ wakes the account
///            └────── Sweep ◀── registration log
/// </code>
/// </summary>
public sealed class AccountEngine : IAccounts, IAsyncDisposable
{
    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskLater = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly EngineSettings _settings;
    private readonly EngineRuntime _runtime;
    private readonly Loops _loops;
    private readonly ShardMap _map;
    private readonly Shard[] _shards;
    private readonly GroupCommit[] _commits;
    private readonly DelayPump _pump;
    private readonly Sweep _sweep;
    private readonly Intake _intake;
    private readonly EngineMetrics _metrics;
    private readonly CallsUnderWay _calls;
    private readonly Deadlines _deadlines;
    private readonly Ownership _ownership;
    private Task _feeding = Task.CompletedTask;
    private Task _deciding = Task.CompletedTask;
    private Task _committing = Task.CompletedTask;
    private Task? _ended;
    private volatile bool _open;

    public AccountEngine(EngineParts parts, EngineSettings settings, EngineRuntime runtime, ILogger log)
    {
        (_settings, _runtime, _loops) = (settings, runtime, new(runtime, log));
        _map = new(settings.Shards);
        _intake = new(settings.IntakeBytes);
        _metrics = new(runtime.Time);
        _calls = new(runtime, log);
        _deadlines = new(runtime.Time, settings.AnswerTimeout);
        var chance = new SharedChance(runtime.Chance(settings.Shards));
        Patience PatienceWith(Dependency dependency) => new(dependency, runtime, settings.StoreRetryMax, chance, log);
        _commits = [.. Enumerable.Range(0, settings.Writers)
            .Select(_ => new GroupCommit(parts.Journal, settings.CommitSize, PatienceWith(Store.Part()), _metrics))];
        _sweep = new(new()
        {
            RegistrationLog = parts.RegistrationLog, Queue = parts.DelayQueue, DelayQueue = DelayQueue,
            Settings = settings, Runtime = runtime, Log = log, Room = parts.Sink.Room,
            Wake = (shard, account, done) => Wake(shard, new(account, done) { IsFound = true }), Announce = due => _pump!.Announce(due),
        });
        _pump = new(parts.DelayQueue, [.. Enumerable.Range(0, settings.Shards)], settings, runtime, DelayQueue, log)
        {
            Missed = _sweep.LookAtEverything,
            Wake = (entry, done) =>
            {
                _metrics.Woken(entry.Due);
                Wake(entry.Shard, new(entry.Account, done));
            },
        };
        _ownership = new(Ownership, _pump.Lose);
        var context = new ShardContext
        {
            Parts = parts, Settings = settings, Runtime = runtime,
            Commits = shard => _commits[ShardMap.WriterOf(shard, _commits.Length)], Taking = PatienceWith(Store.Part()),
            Asking = PatienceWith(Answers), Intake = _intake, Metrics = _metrics, Log = log, CachedBytes = new(settings.CachedBytes),
            WakeAt = _pump.Set, Stored = (account, events) => Stored?.Invoke(account, events), Ownership = _ownership,
        };
        _shards = [.. Enumerable.Range(0, settings.Shards).Select(n => Make(n, context, parts.Sink))];
        HearOfReturns(log);
        ShowGauges();
    }

    /// <summary>Hears of every account's events once they are durable, on the engine's own loop: it must return at once.</summary>
    public event Action<AccountId, ImmutableArray<AccountEvent>>? Stored;

    /// <summary>Whether the journal and the registration log can be written.</summary>
    public Dependency Store { get; } = new("the store");

    /// <summary>Whether they can be read: apart from <see cref="Store"/>, since a store that cannot be written may well answer.</summary>
    public Dependency Answers { get; } = new("the store's answers");

    public Dependency DelayQueue { get; } = new("the delay queue");

    /// <summary>Whether this engine owns its shards: from the start until it has taken them all over it does not.</summary>
    public Dependency Ownership { get; } = new("the ownership of the shards");

    public IReadOnlyCollection<DeliveryId> Calling => _calls.Deliveries;

    /// <summary>
    /// Takes the shards over and begins to work. New commands are accepted at once, while open work is still being found.
    /// </summary>
    public void Start()
    {
        foreach (var shard in _shards) _ownership.Wanted(shard.Number);
        _committing = Task.WhenAll(_commits.Select(c => _loops.Begin("group commit", () => c.Run(_loops.GivingUp))));
        _deciding = Task.WhenAll(
            _shards.Select(s => _loops.Begin($"shard {s.Number}", () => s.Run(_loops.Stopping, _loops.GivingUp))));
        // Shards are told also when they hear nothing: to passivate who is idle, to look how long they wait.
        _feeding = Task.WhenAll(
            _loops.Begin("delay pump", () => _pump.Run(_loops.Stopping)),
            _loops.Begin("sweep", () => _sweep.Run(_loops.Stopping)),
            _loops.Begin("passivation", _settings.IdleTime, () => Each(shard => shard.Post(new Message.Tick()))),
            _loops.Begin("watch", LookEvery, () => Each(shard => shard.Look())));
        _open = true;
    }

    public Task<AccountReply> Tell(AccountId account, AccountCommand command, CancellationToken cancellation)
    {
        if (!_open || !_intake.TryTake(command)) return Busy();
        var told = new Message.Told(account, command);
        var shard = _shards[_map.Of(account)];
        if (!shard.TryPost(told))
        {
            _intake.Return(command);
            return shard.Lost is { } why ? Task.FromResult<AccountReply>(new AccountReply.NotOwned(why, AskLater)) : Busy();
        }
        return Answer(told.Reply, cancellation);
    }

    public async Task<AccountView?> Read(AccountId account, CancellationToken cancellation)
    {
        var asked = new Message.Asked(account);
        return _open && _shards[_map.Of(account)].TryPost(asked) ? await Answer(asked.Reply, cancellation) : null;
    }

    /// <summary>
    /// Takes nothing more in, lets calls under way end, stores what is decided. Safe to call twice, or before <see cref="Start"/>.
    /// </summary>
    public async Task Stop()
    {
        _open = false;
        _loops.Stop();
        await _feeding;
        await _calls.Drain(_settings.DrainTimeout, _runtime.Time);
        foreach (var shard in _shards) shard.Complete();
        await _loops.EndWithin(_deciding, _settings.DrainTimeout);
        foreach (var commit in _commits) commit.Complete();
        await _loops.EndWithin(_committing, _settings.DrainTimeout);
    }

    /// <summary>What is left to do for an engine whose process is gone, where several processes are simulated in one.</summary>
    internal void Abandon() => _metrics.Dispose();

    /// <summary>As <see cref="Stop"/>, and lets everything go. Safe to call twice.</summary>
    public ValueTask DisposeAsync() => new(_ended ??= End());

    private async Task End()
    {
        await Stop();
        _pump.Dispose();
        _sweep.Dispose();
        _calls.Dispose();
        _deadlines.Dispose();
        _metrics.Dispose();
        _loops.Dispose();
    }

    private void HearOfReturns(ILogger log)
    {
        Store.Returned += () => Log.DependencyBack(log, Store.Name);
        Answers.Returned += () => Log.StoreAnswers(log);
        DelayQueue.Returned += () =>
        {
            Log.DependencyBack(log, DelayQueue.Name);
            _sweep.LookAtEverything();
        };
    }

    private void ShowGauges()
    {
        _metrics.Gauges.Up(Store, Answers, DelayQueue, Ownership);
        _metrics.Gauges.Recovering(() => _sweep.HasRecovered);
        _metrics.Gauges.Mailbox("Commands waiting to be decided.", () => _shards.Sum(s => s.Waiting));
        _metrics.Gauges.Calls(() => _calls.Count);
    }

    private Shard Make(int number, ShardContext context, ISink sink)
    {
        Shard? shard = null;
        var calls = new ShardCalls(number, context, sink, _calls, message => shard!.Post(message), _sweep.LeftBehind);
        return shard = new(number, context, calls);
    }

    private void Wake(int shard, Message.Woken message)
    {
        if (!_shards[shard].Post(message)) message.Refuse();
    }

    private Task<AccountReply> Busy()
    {
        _metrics.Busy();
        return Task.FromResult<AccountReply>(new AccountReply.Busy(BusyFor));
    }

    private Task<T> Answer<T>(Reply<T> reply, CancellationToken cancellation)
    {
        _deadlines.Add(reply);
        return reply.Until(cancellation);
    }

    private void Each(Action<Shard> tell)
    {
        foreach (var shard in _shards) tell(shard);
    }
}
