namespace ActorSync;

/// <summary>An account and the time at which it is to be woken.</summary>
public readonly record struct DelayEntry(int Shard, AccountId Account, DateTimeOffset Due);
