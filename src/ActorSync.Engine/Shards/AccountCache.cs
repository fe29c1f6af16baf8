using System.Diagnostics.CodeAnalysis;

namespace ActorSync.Engine;

/// <summary>
/// The accounts of one shard that are in memory. One that is being called stays, whatever the limits; one that stands in line at
/// a receiver outlives those that were merely used lately, since its turn comes by itself.
/// </summary>
/// <param name="maxAccounts">Accounts kept.</param>
/// <param name="maxBytes">Bytes of open data kept.</param>
internal sealed class AccountCache(int maxAccounts, long maxBytes)
{
    private readonly Dictionary<AccountId, ActiveAccount> _accounts = [];

    /// <summary>Those in no line, the latest used last.</summary>
    private readonly LinkedList<ActiveAccount> _byRecency = [];

    /// <summary>Those in line, in the order in which they came to it.</summary>
    private readonly LinkedList<ActiveAccount> _inLine = [];
    private long _bytes;

    public int Count => _accounts.Count;

    private bool IsOver => _accounts.Count > maxAccounts || _bytes > maxBytes;

    public bool TryGet(AccountId id, [NotNullWhen(true)] out ActiveAccount? account) => _accounts.TryGetValue(id, out account);

    public void Add(ActiveAccount account)
    {
        _accounts.Add(account.Id, account);
        account.Place = _byRecency.AddLast(account);
    }

    public void Remove(ActiveAccount account)
    {
        _accounts.Remove(account.Id);
        account.Place!.List!.Remove(account.Place);
        _bytes -= account.CountedBytes;
    }

    /// <summary>The account was used; what it holds may have changed, and whether it stands in line.</summary>
    public void Touch(ActiveAccount account, DateTimeOffset now)
    {
        account.LastUsed = now;
        var list = account.Waiting.IsEmpty ? _byRecency : _inLine;
        if (list == _byRecency || account.Place!.List != list)
        {
            account.Place!.List!.Remove(account.Place);
            list.AddLast(account.Place);
        }
        _bytes += account.State.OpenBytes - account.CountedBytes;
        account.CountedBytes = account.State.OpenBytes;
    }

    /// <summary>Passivates accounts not used since a time, and those beyond the limits: of those in line, whose turn comes last.</summary>
    public void Trim(DateTimeOffset idleSince)
    {
        Passivate(_byRecency.First, n => n.Next, a => IsOver || a.LastUsed <= idleSince);
        Passivate(_inLine.First, n => n.Next, a => a.LastUsed <= idleSince);
        Passivate(_inLine.Last, n => n.Previous, _ => IsOver);
    }

    private void Passivate(LinkedListNode<ActiveAccount>? node, Func<LinkedListNode<ActiveAccount>, LinkedListNode<ActiveAccount>?> next, Func<ActiveAccount, bool> leaves)
    {
        while (node is not null && leaves(node.Value))
        {
            var (account, following) = (node.Value, next(node));
            if (account.IsIdle) Remove(account);
            node = following;
        }
    }
}
