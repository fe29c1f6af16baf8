using System.Diagnostics.CodeAnalysis;

namespace ActorSync.Engine;

/// <summary>The accounts of one shard that are in memory, by recency of use. One that is being called stays, whatever the limits.</summary>
/// <param name="maxAccounts">Accounts kept.</param>
/// <param name="share">Bytes of open data kept, whatever other shards keep.</param>
/// <param name="room">For those beyond.</param>
internal sealed class AccountCache(int maxAccounts, long share, SharedRoom room)
{
    private readonly Dictionary<AccountId, ActiveAccount> _accounts = [];
    private readonly LinkedList<ActiveAccount> _byRecency = [];
    private long _bytes;

    public bool TryGet(AccountId id, [NotNullWhen(true)] out ActiveAccount? account) => _accounts.TryGetValue(id, out account);

    public void Add(ActiveAccount account)
    {
        _accounts.Add(account.Id, account);
        account.Recency = _byRecency.AddLast(account);
    }

    public void Remove(ActiveAccount account)
    {
        _accounts.Remove(account.Id);
        _byRecency.Remove(account.Recency!);
        Charge(account, 0);
    }

    /// <summary>The account was used; what it holds may have changed.</summary>
    public void Touch(ActiveAccount account, DateTimeOffset now)
    {
        account.LastUsed = now;
        _byRecency.Remove(account.Recency!);
        _byRecency.AddLast(account.Recency!);
        Charge(account, account.State.OpenBytes);
    }

    /// <summary>
    /// Passivates accounts beyond the limits, and those not used since a time, unless they rest: how long would be forgotten.
    /// </summary>
    public void Trim(DateTimeOffset idleSince)
    {
        for (var node = _byRecency.First; node is not null;)
        {
            var next = node.Next;
            var over = _accounts.Count > maxAccounts || (_bytes > share && room.IsFull);
            if (!over && node.Value.LastUsed > idleSince) return;
            if (node.Value.IsIdle && (over || !node.Value.IsResting)) Remove(node.Value);
            node = next;
        }
    }

    /// <summary>The shard has ended: its room is for others.</summary>
    public void Clear()
    {
        foreach (var account in _accounts.Values.ToArray()) Remove(account);
    }

    private void Charge(ActiveAccount account, long bytes)
    {
        var more = bytes - account.CountedBytes;
        _bytes += more;
        room.Take(more);
        account.CountedBytes = bytes;
    }
}
