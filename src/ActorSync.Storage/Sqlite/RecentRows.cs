namespace ActorSync.Storage;

/// <summary>
/// Where the rows stand that a session has written lately. It is the only one that writes, so what it knows is so until it
/// rolls back; and most of what it writes is about rows of a moment ago, which need not be looked up then.
/// </summary>
internal sealed class RecentRows
{
    /// <summary>Accounts, and deliveries, that are remembered. At one more all are forgotten: then they are looked up once.</summary>
    private const int Capacity = 65_536;

    private readonly Dictionary<AccountId, AccountRow> _accounts = [];
    private readonly Dictionary<(SubmissionId, PartyId), long> _deliveries = [];

    /// <summary>The account's row; null when it is not known.</summary>
    public AccountRow? Of(AccountId account) => _accounts.TryGetValue(account, out var row) ? row : null;

    /// <summary>The number of the delivery's row in the registration log; null when it is not known.</summary>
    public long? Of(SubmissionId submission, PartyId to) => _deliveries.TryGetValue((submission, to), out var number) ? number : null;

    public void Remember(AccountId account, AccountRow row) => Remember(_accounts, account, row);

    public void Remember(SubmissionId submission, PartyId to, long number) => Remember(_deliveries, (submission, to), number);

    public void Forget()
    {
        _accounts.Clear();
        _deliveries.Clear();
    }

    private static void Remember<TKey, TRow>(Dictionary<TKey, TRow> rows, TKey key, TRow row) where TKey : notnull
    {
        if (rows.Count >= Capacity) rows.Clear();
        rows[key] = row;
    }
}
