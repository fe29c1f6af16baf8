namespace ActorSync.Storage;

/// <summary>
/// Where the rows stand that a session has written lately: most of what it writes is about rows of a moment ago, which need
/// not be looked up then. Rows keep their numbers and are never deleted, so what it knows is so until it rolls back. Only
/// another session may have gone on with an account: then what is written next is not its next, and is rolled back.
/// </summary>
/// <param name="capacity">
/// Accounts, and deliveries, that are remembered. At one more all are forgotten: then they are looked up once.
/// </param>
internal sealed class RecentRows(int capacity)
{
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

    private void Remember<TKey, TRow>(Dictionary<TKey, TRow> rows, TKey key, TRow row) where TKey : notnull
    {
        if (rows.Count >= capacity) rows.Clear();
        rows[key] = row;
    }
}
