namespace ActorSync;

/// <summary>When to wake which account: an index that may be lost and is rebuilt from the registration log (R24).</summary>
/// <remarks>
/// <para>An account has at most one entry that waits, and beside it at most one lease: an entry that somebody has claimed and not
/// acknowledged yet.</para>
/// <para>While the queue stands, an account is woken at least once for what was scheduled, and perhaps twice. Entries may be lost
/// as a whole or in part when the server behind the queue loses its memory; <see cref="DelayClaim.Forgot"/> tells of it where the
/// queue can know.</para>
/// <para>All time is the caller's: a queue has no clock. Times are kept to the millisecond, rounded up, so that nothing is due
/// too early. In one list the same account may stand more than once, and counts in that order.</para>
/// <para>Failures: <see cref="StoreUnavailableException"/>, after a bounded wait. Whether the call had effect is not known, and
/// repeating it is safe; a claim whose answer is lost comes back when its leases end.</para>
/// </remarks>
public interface IDelayQueue
{
    /// <summary>
    /// Sets when accounts are to be woken. Any number of entries.
    /// <list type="number">
    /// <item>No entry waits: it is added.</item>
    /// <item>One waits, for whatever time, earlier or later: the new time stands.</item>
    /// <item>One is leased: the new one waits beside the lease, and acknowledging the lease leaves it alone.</item>
    /// <item>The same again: nothing changes.</item>
    /// </list>
    /// </summary>
    Task Schedule(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation);

    /// <summary>
    /// Puts back what the queue may have lost; it never makes anybody wait longer. Any number of entries.
    /// <list type="number">
    /// <item>No entry waits and none is leased: it is added.</item>
    /// <item>One waits: the earlier of both times stands.</item>
    /// <item>One is leased: nothing changes, since whoever claimed it decides anew when to be woken.</item>
    /// </list>
    /// </summary>
    Task Restore(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation);

    /// <summary>
    /// Takes entries that wait out, if they are there, whatever their times. Leases stay: such an account may still be woken.
    /// </summary>
    Task Cancel(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation);

    /// <summary>
    /// Leases entries that are due, the longest due first within each shard. As long as a lease lasts, no other claim gets the
    /// same entry, also not one of another process.
    /// <list type="number">
    /// <item>An entry is due at its time, not after it.</item>
    /// <item>A lease that has ended unacknowledged comes back as an entry that has been due since then; one that waits beside it
    /// and is due earlier stands.</item>
    /// <item>An entry that waited beside a lease may be claimed while that lasts: the new lease replaces the old one.</item>
    /// <item>No shard starves: whatever is due in others, an entry that is due is claimed after a bounded number of claims.</item>
    /// </list>
    /// </summary>
    /// <param name="shards">The shards that the caller owns.</param>
    /// <param name="now">The caller's time.</param>
    /// <param name="limit">Most entries returned; from 1 up.</param>
    Task<DelayClaim> Claim(IReadOnlyList<int> shards, DateTimeOffset now, int limit, CancellationToken cancellation);

    /// <summary>
    /// Ends leases: what followed from them is stored. Any number of entries.
    /// <list type="number">
    /// <item>The lease of the claim that returned the entry (<see cref="DelayEntry.Lease"/>): it ends.</item>
    /// <item>A later lease of the same account: it stays.</item>
    /// <item>No lease, since it has ended or been acknowledged before: nothing changes.</item>
    /// </list>
    /// An entry that waits beside the lease stays in every case.
    /// </summary>
    Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation);
}
