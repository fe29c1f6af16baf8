using System.Collections.Concurrent;
using ActorSync.Delivering;
using Xunit;

namespace ActorSync.Tests.Engine;

/// <summary>A receiver that is asked for more than it takes, for as long as a test likes.</summary>
public sealed class CrowdTests
{
    private static readonly PartySinkSettings Settings = new()
    {
        MaxInFlight = 1, MaxWaiting = 200, AttemptTimeout = TimeSpan.FromMinutes(1),
        CircuitBreaker = new()
        {
            FailureRatio = 1, MinimumCalls = 1000, FailuresInARow = 1000,
            Window = TimeSpan.FromSeconds(10), Break = TimeSpan.FromSeconds(5),
        },
    };

    [Fact]
    public async Task Whoever_was_turned_away_is_called_however_many_come_after()
    {
        using var party = new OneByOne();
        using var sink = new DeliverySink([new(Some.C, party, Settings)], TimeProvider.System);
        await using var run = new EngineRun(sink: sink);
        AccountId[] first = [.. Enumerable.Range(0, 300).Select(i => AccountId.Parse($"first-{i}"))];
        foreach (var account in first) await run.Submit(account);

        // For each that leaves a new one comes: the overload does not end.
        for (var i = 0; i < 2000 && !first.All(party.Called.ContainsKey); i++)
        {
            await run.Submit(AccountId.Parse($"later-{i}"));
            await party.LetGo();
        }

        Assert.All(first, account => Assert.True(party.Called.ContainsKey(account), $"{account} was not called"));
    }

    /// <summary>A party that answers a call when it is told to.</summary>
    private sealed class OneByOne : IParty, IDisposable
    {
        private readonly SemaphoreSlim _answers = new(0);
        private readonly SemaphoreSlim _calls = new(0);

        public ConcurrentDictionary<AccountId, bool> Called { get; } = [];

        public async Task<PartyAnswer> Deliver(AccountId account, Delivery delivery, CancellationToken cancellation)
        {
            Called[account] = true;
            _calls.Release();
            await _answers.WaitAsync(cancellation);
            return new(AttemptResult.Delivered);
        }

        /// <summary>Waits for a call and answers it.</summary>
        public async Task LetGo()
        {
            await _calls.WaitAsync(EngineRun.Patience);
            _answers.Release();
        }

        public void Dispose()
        {
            _answers.Dispose();
            _calls.Dispose();
        }
    }
}
