namespace ActorSync;

/// <summary>An account and the time at which it is to be woken.</summary>
public readonly record struct DelayEntry(int Shard, AccountId Account, DateTimeOffset Due)
{
    /// <summary>Which of the account's leases this is, as the queue tells them apart; 0 unless a claim returned the entry.</summary>
    public long Lease { get; init; }
}
