namespace ActorSync.Engine;

/// <summary>Reads accounts of a shard into memory.</summary>
/// <param name="epoch">The shard's: what another owner has written last may have been called by it.</param>
internal sealed class StoredAccounts(ShardContext context, long epoch)
{
    /// <summary>Waits for the store. One account that cannot be read is left out: it must not keep the others from working.</summary>
    public async Task<List<ActiveAccount>> Read(IReadOnlyList<AccountId> ids, CancellationToken cancellation)
    {
        var stored = await context.Asking.Until(() => context.Journal.Load(ids, cancellation), cancellation);
        var loaded = new List<ActiveAccount>(stored.Count);
        foreach (var account in stored)
            try
            {
                var state = account.Restore() ?? await Replay(account.Account, cancellation);
                loaded.Add(new(account.Account) { State = state, Resumes = state.Version > 0 && account.Epoch != epoch });
            }
            catch (FormatException e)
            {
                Log.AccountUnreadable(context.Log, account.Account.Value, e);
            }
        return loaded;
    }

    /// <summary>All its events, one after the other: its snapshot is of another form.</summary>
    private async Task<AccountState> Replay(AccountId id, CancellationToken cancellation)
    {
        const int page = 1000;
        var state = AccountState.Empty;
        while (true)
        {
            var events = await context.Asking.Until(
                () => context.RegistrationLog.Events(id, state.Version, page, cancellation), cancellation);
            state = events.Aggregate(state, (s, e) => Account.Evolve(s, EventJson.Read(e.Name, e.Payload.Span)));
            if (events.Count < page) return state;
        }
    }
}
