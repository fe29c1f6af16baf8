using System.Collections.Concurrent;
using ActorSync.Delivering;

namespace ActorSync.Tests.Akka;

/// <summary>A receiver that takes everything over, at once or when it is let go.</summary>
internal sealed class HeldParty : IParty
{
    public static readonly PartySinkSettings Settings = new()
    {
        MaxInFlight = 64, MaxWaiting = 1000, AttemptTimeout = TimeSpan.FromSeconds(60),
        CircuitBreaker = new()
        {
            FailureRatio = 1, MinimumCalls = 1000, FailuresInARow = 1000,
            Window = TimeSpan.FromSeconds(10), Break = TimeSpan.FromSeconds(1),
        },
    };

    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldParty() => _gate.SetResult();

    /// <summary>The keys under which each account was called.</summary>
    public ConcurrentDictionary<AccountId, ConcurrentQueue<string>> Received { get; } = new();

    public void Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => _gate.TrySetResult();

    public async Task<PartyAnswer> Deliver(AccountId account, Delivery delivery, CancellationToken cancellation)
    {
        await _gate.Task.WaitAsync(cancellation);
        Received.GetOrAdd(account, _ => new()).Enqueue(delivery.IdempotencyKey);
        return new(AttemptResult.Delivered) { Code = 200 };
    }
}
