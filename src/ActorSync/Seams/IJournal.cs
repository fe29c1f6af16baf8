namespace ActorSync;

/// <summary>The append-only store of the accounts' events, with the registration log beside it in the same transaction.</summary>
/// <remarks>
/// Failures: <see cref="StoreUnavailableException"/> says that the store is away or busy and that the same call may work
/// later; whether it had effect is not known. Any other exception is a defect of the call or of the store's content.
/// All calls may run at the same time.
/// </remarks>
public interface IJournal
{
    /// <summary>
    /// Takes a shard over: from now on whatever is appended under an older epoch is refused (R25).
    /// </summary>
    /// <returns>The new epoch: larger than every earlier one of this shard.</returns>
    Task<long> Take(int shard, CancellationToken cancellation);

    /// <summary>The stored state of accounts, in the order asked; one that was never written has version 0.</summary>
    Task<IReadOnlyList<StoredAccount>> Load(IReadOnlyList<AccountId> accounts, CancellationToken cancellation);

    /// <summary>
    /// Appends the events of several accounts, with what they mean for the registration log and the snapshots: all of it
    /// in one transaction, or nothing.
    /// <list type="number">
    /// <item>The next sequence of every account, its shard's epoch current: written; no refusals.</item>
    /// <item>The very same write again, as after an answer that was lost: nothing is written; no refusals.</item>
    /// <item>An epoch that is older than the shard's current one: <see cref="AppendRefusal.Fenced"/>.</item>
    /// <item>
    /// An epoch that the shard has not come to, or a sequence that holds other events or is not the next:
    /// <see cref="AppendRefusal.OutOfStep"/>.
    /// </item>
    /// <item>A submission whose id another account's submission has: <see cref="AppendRefusal.IdTaken"/>.</item>
    /// </list>
    /// In cases 3 to 5 nothing of the whole call is written; it may be repeated without the refused accounts.
    /// </summary>
    /// <param name="writes">At most one for each account.</param>
    Task<IReadOnlyList<AppendRefusal>> Append(IReadOnlyList<AccountWrite> writes, CancellationToken cancellation);
}
