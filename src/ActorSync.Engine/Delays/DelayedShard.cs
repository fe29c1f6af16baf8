namespace ActorSync.Engine;

/// <summary>One shard of the delay queue in memory: who waits, and who is leased.</summary>
internal sealed class DelayedShard
{
    private readonly DueAccounts _waiting = new();
    private readonly DueAccounts _leased = new();

    /// <summary>When something is due or a lease ends; null: nothing is here.</summary>
    public DateTimeOffset? Next => Earlier(_waiting.Next, _leased.Next);

    public void Schedule(DelayEntry entry) => _waiting.Set(entry.Account, entry.Due);

    public void Restore(DelayEntry entry)
    {
        if (_leased.Of(entry.Account) is null) _waiting.SetIfEarlier(entry.Account, entry.Due);
    }

    public void Cancel(AccountId account) => _waiting.Remove(account);

    /// <summary>Takes back leases that have ended.</summary>
    public void TakeBack(DateTimeOffset now)
    {
        while (_leased.Next is { } ended && ended <= now) _waiting.SetIfEarlier(_leased.Take(), ended);
    }

    /// <summary>Leases who is due longest; null when nobody is due.</summary>
    public (AccountId Account, DateTimeOffset Due, long Lease)? Claim(DateTimeOffset now, TimeSpan lease)
    {
        if (_waiting.Next is not { } due || due > now) return null;
        var account = _waiting.Take();
        var end = now + lease;
        // The end of a lease tells it from the account's other leases, so each one ends later than the one it replaces.
        if (_leased.Of(account) is { } other && other >= end) end = other.AddTicks(1);
        _leased.Set(account, end);
        return (account, due, end.UtcTicks);
    }

    public void Acknowledge(AccountId account, long lease)
    {
        if (_leased.Of(account)?.UtcTicks == lease) _leased.Remove(account);
    }

    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
