namespace ActorSync;

/// <summary>When to wake which account: an index that may be lost and is rebuilt from the registration log (R24).</summary>
/// <remarks>
/// An account has at most one entry. A claimed entry is leased: it comes back by itself when it is not acknowledged, so an
/// account may be woken twice, and never not at all while the queue stands.
/// Failures: <see cref="StoreUnavailableException"/>; whether the call had effect is not known, and repeating it is safe.
/// </remarks>
public interface IDelayQueue
{
    /// <summary>
    /// Sets when accounts are to be woken.
    /// <list type="number">
    /// <item>No entry: it is added.</item>
    /// <item>An entry with another time: the new time stands.</item>
    /// <item>A claimed entry: the new one stands beside the lease, and acknowledging the lease leaves it alone.</item>
    /// </list>
    /// </summary>
    Task Schedule(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation);

    /// <summary>As <see cref="Schedule"/>, but an entry that is there already and earlier, or that is leased, stays.</summary>
    Task Restore(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation);

    /// <summary>Takes entries out, if they are there; leases stay. The times of the entries do not matter.</summary>
    Task Cancel(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation);

    /// <summary>Leases entries that are due, the longest due first within each shard.</summary>
    /// <param name="shards">The shards that the caller owns.</param>
    /// <param name="now">The caller's time.</param>
    /// <param name="limit">Most entries returned; from 1 up.</param>
    Task<DelayClaim> Claim(IReadOnlyList<int> shards, DateTimeOffset now, int limit, CancellationToken cancellation);

    /// <summary>Ends leases: what they were claimed for is stored.</summary>
    Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation);
}
