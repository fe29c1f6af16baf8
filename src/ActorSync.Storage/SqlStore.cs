namespace ActorSync.Storage;

/// <summary>The journal and the registration log in one database. Times are kept to the millisecond.</summary>
public sealed class SqlStore : IJournal, IRegistrationLog, IAsyncDisposable
{
    private readonly IDialect _dialect;
    private readonly Writer _writer;
    private readonly Asker _asker;
    private readonly int _shards;

    private SqlStore(IDialect dialect, int shards) =>
        (_dialect, _writer, _asker, _shards) = (dialect, new(dialect), new(dialect), shards);

    /// <summary>Opens a store, and creates it where there is none.</summary>
    /// <exception cref="StoreRefusedException">It cannot be used as it is.</exception>
    /// <exception cref="StoreUnavailableException">It cannot be used now; opening it may work later.</exception>
    public static Task<SqlStore> Open(SqliteSettings settings, CancellationToken cancellation) =>
        Open(new SqliteDialect(settings), settings.Shards, cancellation);

    public Task<long> Take(int shard, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, _shards);
        return _writer.Do(session => session.Take(shard), cancellation);
    }

    public Task<IReadOnlyList<StoredAccount>> Load(IReadOnlyList<AccountId> accounts, CancellationToken cancellation) => _asker.Load(accounts, cancellation);

    public Task<IReadOnlyList<AppendRefusal>> Append(IReadOnlyList<AccountWrite> writes, CancellationToken cancellation)
    {
        AppendCheck.Check(writes, _shards);
        return _writer.Do(session => session.Append(writes), cancellation);
    }

    public Task<IReadOnlyList<LogEntry>> Find(SubmissionId submission, CancellationToken cancellation) => _asker.Find(submission, cancellation);

    public Task<LogPage> List(LogFilter filter, CancellationToken cancellation) => _asker.List(filter, cancellation);

    public Task<IReadOnlyList<LoggedAttempt>> Attempts(SubmissionId submission, CancellationToken cancellation) => _asker.Attempts(submission, cancellation);

    public Task<IReadOnlyList<StoredEvent>> Events(AccountId account, long after, int limit, CancellationToken cancellation) =>
        _asker.Events(account, after, limit, cancellation);

    public Task<IReadOnlyList<OpenWork>> Open(int shard, OpenWork? after, int limit, CancellationToken cancellation) =>
        _asker.Open(shard, after, limit, cancellation);

    /// <summary>How many rows the registration log has in each status.</summary>
    public Task<IReadOnlyDictionary<Status, long>> Count(CancellationToken cancellation) => _asker.Count(cancellation);

    /// <summary>Ends what is queued, and closes the store. Questions must have ended before.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _dialect.Dispose();
    }

    internal static async Task<SqlStore> Open(IDialect dialect, int shards, CancellationToken cancellation)
    {
        var store = new SqlStore(dialect, shards);
        try
        {
            await store._writer.Prepare(cancellation);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }
}
