using System.Text;
using ActorSync.Engine;
using ActorSync.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorSync.Tests.Engine;

/// <summary>The embedded engine over a store in memory, with two shards and waits that a test can sit out.</summary>
internal sealed class EngineRun : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly InMemoryStore _store = new(2);

    /// <param name="before">What is wrong with the journal from the start.</param>
    /// <param name="runtime">The machine's, unless a test has its own.</param>
    /// <param name="sink">The way out; null: <see cref="Sink"/>.</param>
    /// <param name="parts">Changes what the engine is put together from.</param>
    public EngineRun(
        Action<FaultyJournal>? before = null, EngineRuntime? runtime = null, ISink? sink = null,
        Func<EngineParts, EngineParts>? parts = null)
    {
        Journal = new(_store);
        before?.Invoke(Journal);
        var settings = SomeEngine.Settings with { StoreRetryMax = TimeSpan.FromMilliseconds(20), DrainTimeout = TimeSpan.FromSeconds(1) };
        var whole = new EngineParts(Some.BothWays, Journal, _store, new InProcessDelayQueue(), sink ?? Sink);
        Engine = new(
            parts is null ? whole : parts(whole), settings, runtime ?? EngineRuntime.Machine, NullLogger.Instance);
        Engine.Start();
    }

    public AccountEngine Engine { get; }

    public FaultyJournal Journal { get; }

    public HeldSink Sink { get; } = new();

    /// <summary>Another process takes the account's shard over.</summary>
    public Task TakeOver(AccountId account) => _store.Take(new ShardMap(2).Of(account), default);

    /// <summary>Another account in the same shard.</summary>
    public static AccountId Beside(AccountId account) => Beside(account, 1)[0];

    /// <summary>Other accounts in the same shard.</summary>
    public static AccountId[] Beside(AccountId account, int count) =>
        [.. Accounts("beside").Where(a => new ShardMap(2).Of(a) == new ShardMap(2).Of(account)).Take(count)];

    /// <summary>An account in the other shard.</summary>
    public static AccountId Elsewhere(AccountId account) =>
        Accounts("elsewhere").First(a => new ShardMap(2).Of(a) != new ShardMap(2).Of(account));

    /// <summary>Tells the account of its first registration.</summary>
    /// <param name="bytes">About the size of its data.</param>
    public Task<AccountReply> Submit(AccountId account, int bytes = 10)
    {
        var data = JsonData.Parse(Encoding.UTF8.GetBytes($$"""{"big":"{{new string('x', bytes)}}"}"""));
        var submission = Some.MainFrom(Some.B) with { Id = SubmissionId.Parse("B", $"{account}-1"), Account = account, Data = data };
        return Engine.Tell(account, new AccountCommand.Submit(submission, null) { Now = Some.Time }, default).WaitAsync(Patience);
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task Until(Func<bool> holds)
    {
        for (var started = System.Diagnostics.Stopwatch.GetTimestamp(); !holds();)
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(started) > Patience) throw new TimeoutException();
            await Task.Delay(Look, TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Sink.LetGo();
        await Engine.DisposeAsync();
    }

    private static IEnumerable<AccountId> Accounts(string name) => Enumerable.Range(0, 100).Select(i => AccountId.Parse($"{name}-{i}"));
}
