using System.Collections.Immutable;
using System.Diagnostics.Metrics;
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
    private readonly ILogger _log;
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
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _givingUp = new();
    private Task _feeding = Task.CompletedTask;
    private Task _deciding = Task.CompletedTask;
    private Task _committing = Task.CompletedTask;
    private Task? _ended;
    private volatile bool _open;

    public AccountEngine(EngineParts parts, EngineSettings settings, EngineRuntime runtime, ILogger log)
    {
        (_settings, _runtime, _log) = (settings, runtime, log);
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
        Store.Returned += () => Log.DependencyBack(log, Store.Name);
        Answers.Returned += () => Log.StoreAnswers(log);
        DelayQueue.Returned += () =>
        {
            Log.DependencyBack(log, DelayQueue.Name);
            _sweep.LookAtEverything();
        };
        _metrics.Observe("actorsync.up", "1 while what the engine needs works, else 0.",
            () => new[] { Store, Answers, DelayQueue, Ownership }.Select(d =>
                new Measurement<long>(d.Fault is null ? 1 : 0, new KeyValuePair<string, object?>("dependency", d.Name))));
        _metrics.Observe("actorsync.recovering", "1 until everything that was open at the start has been found, then 0.",
            () => [new Measurement<long>(_sweep.HasRecovered ? 0 : 1)]);
        _metrics.Observe("actorsync.mailbox", "Commands waiting to be decided.",
            () => [new Measurement<long>(_shards.Sum(s => s.Waiting))]);
        _metrics.Observe("actorsync.calls", "Calls to parties under way.", () => [new Measurement<long>(_calls.Count)]);
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
        _committing = Task.WhenAll(_commits.Select(c => Begin("group commit", () => c.Run(_givingUp.Token))));
        _deciding = Task.WhenAll(_shards.Select(s => Begin($"shard {s.Number}", () => s.Run(_stopping.Token, _givingUp.Token))));
        _feeding = Task.WhenAll(
            Begin("delay pump", () => _pump.Run(_stopping.Token)),
            Begin("sweep", () => _sweep.Run(_stopping.Token)),
            Begin("passivation", () => Each(_settings.IdleTime, shard => shard.Post(new Message.Tick()))),
            Begin("watch", () => Each(LookEvery, shard => shard.Look())));
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
        _stopping.Cancel();
        await _feeding;
        await _calls.Drain(_settings.DrainTimeout, _runtime.Time);
        foreach (var shard in _shards) shard.Complete();
        await EndWithin(_deciding);
        foreach (var commit in _commits) commit.Complete();
        await EndWithin(_committing);
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
        _stopping.Dispose();
        _givingUp.Dispose();
    }

    /// <summary>
    /// The loops deal with their faults themselves: one that ends all the same says so, and does not keep the others
    /// from being stopped in order.
    /// </summary>
    private Task Begin(string name, Func<Task> loop) => _runtime.Spawn(async () =>
    {
        try
        {
            await loop();
        }
        catch (Exception e)
        {
            Log.LoopEnded(_log, name, e);
        }
    });

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
        return cancellation.CanBeCanceled ? Cancellable(reply, cancellation) : reply.Task;
    }

    /// <summary>Not `WaitAsync`: it goes by way of the thread pool, whatever scheduler is ambient.</summary>
    private static async Task<T> Cancellable<T>(Reply<T> reply, CancellationToken cancellation)
    {
        using var cancelled = cancellation.UnsafeRegister(_ => reply.TrySetCanceled(cancellation), null);
        return await reply.Task;
    }

    /// <summary>Tells every shard now and then, also when it hears nothing: to passivate who is idle, to look how long it waits.</summary>
    private async Task Each(TimeSpan time, Action<Shard> tell)
    {
        using var timer = new PeriodicTimer(time, _runtime.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
                foreach (var shard in _shards) tell(shard);
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }

    /// <summary>
    /// A store that is away would keep a stop waiting for ever; whatever is not stored then is found again after the next start.
    /// </summary>
    private async Task EndWithin(Task work)
    {
        try
        {
            await work.WaitAsync(_settings.DrainTimeout, _runtime.Time);
        }
        catch (TimeoutException)
        {
            _givingUp.Cancel();
            await work;
        }
    }
}
