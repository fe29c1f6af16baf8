using Microsoft.Extensions.Logging;

namespace ActorSync.Engine;

/// <summary>What the sweep works with.</summary>
internal sealed record SweepContext
{
    public required IRegistrationLog RegistrationLog { get; init; }

    public required IDelayQueue Queue { get; init; }

    /// <summary>Whether the queue is there.</summary>
    public required Dependency DelayQueue { get; init; }

    public required EngineSettings Settings { get; init; }

    public required EngineRuntime Runtime { get; init; }

    public required ILogger Log { get; init; }

    /// <summary>How many more accounts a receiver can take in.</summary>
    public required Func<PartyId, int> Room { get; init; }

    /// <summary>Wakes an account of a shard; the action is called when what follows is stored, or nobody has looked.</summary>
    public required Action<int, AccountId, Action<bool>> Wake { get; init; }

    /// <summary>Hears of the earliest entry put into the delay queue.</summary>
    public required Action<DateTimeOffset> Announce { get; init; }
}
