using System.Collections.Immutable;

namespace ActorSync.Engine;

/// <summary>An account in memory: the actor. Only its shard's loop touches it.</summary>
internal sealed class ActiveAccount(AccountId id)
{
    public AccountId Id => id;

    /// <summary>After all stored events, and within a step after those just decided.</summary>
    public AccountState State { get; set; } = AccountState.Empty;

    public InFlight InFlight { get; set; } = InFlight.None;

    /// <summary>
    /// Calls may have been made of which nothing is stored: the last writer was another owner of the shard, or the store did not
    /// take what came of them. The next step begins with that.
    /// </summary>
    public bool Resumes { get; set; }

    /// <summary>How often it has been left to rest because of a defect since it last got on.</summary>
    public int Rests { get; set; }

    public bool IsResting => Rests > 0;

    /// <summary>Links for which it waits for a place at the receiver.</summary>
    public ImmutableArray<Link> Waiting { get; set; } = [];

    /// <summary>When the delay queue is to wake it; null: not.</summary>
    public DateTimeOffset? Scheduled { get; set; }

    public DateTimeOffset LastUsed { get; set; }

    /// <summary>Nothing of it is lost when it leaves memory: neither that it is being called, nor that it may have been.</summary>
    public bool IsIdle => InFlight.Deliveries.IsEmpty && !Resumes;

    /// <summary>Its place among the recently used.</summary>
    public LinkedListNode<ActiveAccount>? Recency { get; set; }

    /// <summary>What it last counted in the cache.</summary>
    public long CountedBytes { get; set; }
}
