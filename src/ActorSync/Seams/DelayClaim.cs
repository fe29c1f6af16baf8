namespace ActorSync;

/// <param name="Entries">Leased to the caller.</param>
/// <param name="NextDue">When the next entry of these shards is due; in the past when the limit cut the claim short; null: none is known.</param>
public sealed record DelayClaim(IReadOnlyList<DelayEntry> Entries, DateTimeOffset? NextDue);
