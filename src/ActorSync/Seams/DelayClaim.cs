namespace ActorSync;

/// <param name="Entries">Leased to the caller.</param>
/// <param name="NextDue">
/// When to claim again: the earliest time at which an entry of these shards is due or a lease ends, as far as the queue knows; not
/// later than now when the limit cut the claim short; null: none is known.
/// </param>
public sealed record DelayClaim(IReadOnlyList<DelayEntry> Entries, DateTimeOffset? NextDue)
{
    /// <summary>The queue has lost entries since an earlier claim, or may have: what should be waiting has to be put back.</summary>
    public bool Forgot { get; init; }
}
