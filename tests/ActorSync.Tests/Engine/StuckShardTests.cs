using System.Collections.Concurrent;
using ActorSync.Delivering;
using ActorSync.Engine;
using ActorSync.Tests.Storage;
using ActorSync.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ActorSync.Tests.Engine;

/// <summary>One shard cannot make progress, for as long as a test likes, and keeps no other from it (R17, R26).</summary>
public sealed class StuckShardTests : IAsyncDisposable
{
    /// <summary>The shard that works.</summary>
    private const int Other = 1 - StuckJournal.Shard;

    /// <summary>More than all wakes in flight.</summary>
    private const int Many = 10;

    private static readonly PartySinkSettings OneAtOnce = new()
    {
        MaxInFlight = 1, MaxWaiting = 200, AttemptTimeout = TimeSpan.FromMinutes(1),
        CircuitBreaker = new()
        {
            FailureRatio = 1, MinimumCalls = 1000, FailuresInARow = 1000,
            Window = TimeSpan.FromSeconds(10), Break = TimeSpan.FromSeconds(5),
        },
    };

    private readonly ManualTime _time = new();
    private readonly InMemoryStore _store = new(2);
    private readonly HeldSink _sink = new();
    private readonly StuckJournal _journal;
    private AccountEngine? _engine;

    public StuckShardTests() => _journal = new(_store);

    [Fact]
    public async Task What_is_open_in_another_shard_is_found_after_a_start()
    {
        foreach (var account in In(StuckJournal.Shard, Many)) await Store(StuckJournal.Shard, account);
        await Store(Other, In(Other, 1)[0]);
        _journal.TakesNothingOver = true;

        Start(Some.BothWays, _sink);

        await Passes(() => _sink.Calls > 0);
        _journal.TakesNothingOver = false;
        await Passes(() => _sink.Calls == Many + 1);
    }

    [Fact]
    public async Task Accounts_of_another_shard_are_woken_in_time()
    {
        var engine = Start(Some.Rules(Some.Link(Some.B, Some.C) with { Hold = TimeSpan.FromSeconds(30) }), _sink);
        foreach (var account in In(StuckJournal.Shard, Many)) await Tell(engine, account);
        _journal.WritesNothing = true;
        _ = Tell(engine, In(StuckJournal.Shard, Many + 1)[Many]);
        await EngineRun.Until(() => engine.Store.Fault is not null);
        _time.Advance(TimeSpan.FromSeconds(1));

        await Tell(engine, In(Other, 1)[0]);

        await Passes(() => _sink.Calls > 0);
        _journal.WritesNothing = false;
        await Passes(() => _sink.Calls == Many + 2);
    }

    [Fact]
    public async Task Places_at_a_receiver_go_to_another_shard_and_come_back()
    {
        var party = new AnsweringParty();
        using var sink = new DeliverySink([new(Some.B, party, OneAtOnce), new(Some.C, party, OneAtOnce)], _time);
        var engine = Start(Some.BothWays, sink);
        var (first, third, second) = (In(Other, 2)[0], In(Other, 2)[1], In(StuckJournal.Shard, 1)[0]);
        await Tell(engine, first);
        await EngineRun.Until(() => party.IsCalledFor(first));
        await Tell(engine, second);
        await EngineRun.Until(() => Waiting(sink) == 1);
        await Tell(engine, third);
        await EngineRun.Until(() => Waiting(sink) == 2);
        _journal.WritesNothing = true;
        _ = Tell(engine, second, 2);
        await EngineRun.Until(() => engine.Store.Fault is not null);

        party.Answer(first);

        await Passes(() => party.IsCalledFor(third));
        Assert.False(party.IsCalledFor(second));
        _journal.WritesNothing = false;
        party.Answer(third);
        await Passes(() => party.IsCalledFor(second));
        party.Answer(second);
    }

    public async ValueTask DisposeAsync()
    {
        (_journal.TakesNothingOver, _journal.WritesNothing) = (false, false);
        _sink.LetGo();
        if (_engine is null) return;
        var stopped = _engine.DisposeAsync().AsTask();
        await Passes(() => stopped.IsCompleted);
    }

    private AccountEngine Start(SyncRules rules, ISink sink)
    {
        // No pass of the sweep but the first finds who is not woken.
        var settings = SomeEngine.Settings with
        {
            WakesInFlight = 4, Writers = 2, StoreRetryMax = TimeSpan.FromMilliseconds(20),
            SweepEvery = TimeSpan.FromDays(1), DelayHorizon = TimeSpan.FromDays(1),
        };
        _engine = new(
            new(rules, _journal, _store, new InProcessDelayQueue(), sink),
            settings, EngineRuntime.Machine with { Time = _time }, NullLogger.Instance);
        _engine.Start();
        return _engine;
    }

    /// <summary>As an engine before this one left it.</summary>
    private async Task Store(int shard, AccountId account)
    {
        var epoch = await _store.Take(shard, default);
        await _store.Append([SomeWrite.First(account.Value, epoch, $"of-{account}") with { Shard = shard }], default);
    }

    private static async Task Tell(AccountEngine engine, AccountId account, int revision = 1)
    {
        var id = SubmissionId.Parse("B", $"{account}-{revision}");
        var submission = Some.ReportFrom(Some.B, Some.Forum, revision) with { Id = id, Account = account };
        await engine.Tell(account, new AccountCommand.Submit(submission, null) { Now = Some.Time }, default).WaitAsync(EngineRun.Patience);
    }

    private static AccountId[] In(int shard, int count) =>
        [.. Enumerable.Range(0, 1000).Select(i => AccountId.Parse($"a-{i}")).Where(a => new ShardMap(2).Of(a) == shard).Take(count)];

    private static int Waiting(DeliverySink sink) => sink.Loads.Sum(load => load.Waiting);

    /// <summary>Time passes until something holds.</summary>
    private Task Passes(Func<bool> holds) => EngineRun.Until(() =>
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return holds();
    });

    /// <summary>A party that answers for an account when a test says so.</summary>
    private sealed class AnsweringParty : IParty
    {
        private readonly ConcurrentDictionary<AccountId, TaskCompletionSource> _answers = [];
        private readonly ConcurrentDictionary<AccountId, bool> _called = [];

        public bool IsCalledFor(AccountId account) => _called.ContainsKey(account);

        public void Answer(AccountId account) => Of(account).TrySetResult();

        public async Task<PartyAnswer> Deliver(AccountId account, Delivery delivery, CancellationToken cancellation)
        {
            _called[account] = true;
            await Of(account).Task.WaitAsync(cancellation);
            return new(AttemptResult.Delivered);
        }

        private TaskCompletionSource Of(AccountId account) => _answers.GetOrAdd(account, _ => new());
    }
}
