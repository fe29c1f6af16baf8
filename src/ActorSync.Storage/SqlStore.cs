namespace ActorSync.Storage;

/// <summary>The journal and the registration log in one database. Times are kept to the millisecond.</summary>
public sealed class SqlStore : IJournal, IRegistrationLog, IAsyncDisposable
{
    private readonly IDialect _dialect;
    private readonly Workers<WriteSession>[] _writers;
    private readonly Asker _asker;
    private readonly int _shards;

    private SqlStore(IDialect dialect, int shards)
    {
        (_dialect, _asker, _shards) = (dialect, new(dialect), shards);
        _writers = [.. Enumerable.Range(0, dialect.Writers)
            .Select(_ => new Workers<WriteSession>("store writer", 1, dialect.Write, dialect.Translate))];
    }

    /// <summary>Where the log follows another journal, nothing is appended: one session writes its rows.</summary>
    private Workers<WriteSession> Projector => _writers[0];

    /// <summary>Another one, where there are several: a caller waits for each claim, which is not to wait for a batch of rows.</summary>
    private Workers<WriteSession> Claimer => _writers[^1];

    /// <summary>
    /// Opens a store, and creates it where there is none. A disk that is full, or takes no writes, does not fail it: then every
    /// call does, with <see cref="StoreUnavailableException"/>, until the store can be brought to its form.
    /// </summary>
    /// <exception cref="StoreRefusedException">It cannot be used as it is.</exception>
    public static Task<SqlStore> Open(SqliteSettings settings, CancellationToken cancellation) =>
        Open(new SqliteDialect(settings), settings.Shards, cancellation);

    /// <summary>
    /// Opens a store, and creates what is missing of it. A server that is away does not fail it: then every call does, with
    /// <see cref="StoreUnavailableException"/>, until the server is there and the store is found to be in form.
    /// </summary>
    /// <exception cref="StoreRefusedException">It cannot be used as it is.</exception>
    public static Task<SqlStore> Open(MySqlSettings settings, CancellationToken cancellation) =>
        Open(new MySqlDialect(settings), settings.Shards, cancellation);

    public Task<long> Take(int shard, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, _shards);
        return Writer(shard).Do(session => session.Take(shard), cancellation);
    }

    public Task<IReadOnlyList<StoredAccount>> Load(IReadOnlyList<AccountId> accounts, CancellationToken cancellation) =>
        _asker.Load(accounts, cancellation);

    public Task<IReadOnlyList<AppendRefusal>> Append(IReadOnlyList<AccountWrite> writes, CancellationToken cancellation)
    {
        AppendCheck.Check(writes, _shards);
        // One session for the whole call, which is one transaction: that of its first shard. The engine asks for the shards of
        // one session in one call, so sessions rarely wait for each other; that they may is left to the database.
        return Writer(writes.Count == 0 ? 0 : writes[0].Shard).Do(session => session.Append(writes), cancellation);
    }

    public Task<IReadOnlyList<LogEntry>> Find(SubmissionId submission, CancellationToken cancellation) =>
        _asker.Find(submission, cancellation);

    public Task<LogPage> List(LogFilter filter, CancellationToken cancellation) => _asker.List(filter, cancellation);

    public Task<IReadOnlyList<LoggedAttempt>> Attempts(SubmissionId submission, CancellationToken cancellation) =>
        _asker.Attempts(submission, cancellation);

    public Task<IReadOnlyList<StoredEvent>> Events(AccountId account, long after, int limit, CancellationToken cancellation) =>
        _asker.Events(account, after, limit, cancellation);

    public Task<IReadOnlyList<OpenWork>> Open(int shard, OpenWork? after, int limit, CancellationToken cancellation) =>
        _asker.Open(shard, after, limit, cancellation);

    /// <summary>How many rows the registration log has in each status.</summary>
    public Task<IReadOnlyDictionary<Status, long>> Count(CancellationToken cancellation) => _asker.Count(cancellation);

    /// <summary>
    /// Writes what followed in a journal kept elsewhere, and how far that journal is now written, in one transaction: what
    /// a lost answer makes uncertain, <see cref="Progress"/> tells.
    /// </summary>
    /// <param name="writes">Without events: those are in the other journal. At most one for each account.</param>
    /// <param name="projection">The other journal's name.</param>
    /// <param name="progress">With what is in the writes.</param>
    /// <returns>False when somebody else has taken a shard over since: nothing is written.</returns>
    /// <exception cref="InvalidOperationException">
    /// A submission is in the registration log already, or comes twice: nothing is written, and never will be.
    /// </exception>
    public Task<bool> Project(
        IReadOnlyList<AccountWrite> writes, string projection, JournalProgress progress, CancellationToken cancellation) =>
        Projector.Do(session => session.Project(writes, projection, progress), cancellation);

    /// <summary>How far another journal is written.</summary>
    public Task<JournalProgress> Progress(string projection, CancellationToken cancellation) => _asker.Progress(projection, cancellation);

    /// <summary>
    /// Says which account each submission's id belongs to: the one that claimed it first. Claiming again changes nothing.
    /// </summary>
    public Task<IReadOnlyList<IdClaim>> Claim(IReadOnlyList<IdClaim> claims, CancellationToken cancellation) =>
        Claimer.Do(session => session.Claim(claims), cancellation);

    /// <summary>Ends what is queued, and closes the store. Questions must have ended before.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers) await writer.DisposeAsync();
        await _dialect.DisposeAsync();
    }

    internal static async Task<SqlStore> Open(IDialect dialect, int shards, CancellationToken cancellation)
    {
        var store = new SqlStore(dialect, shards);
        try
        {
            await Task.Run(() => Prepare(dialect), cancellation);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private static void Prepare(IDialect dialect)
    {
        try
        {
            dialect.Prepare();
        }
        catch (Exception e) when (dialect.Translate(e) is var translated && translated != e)
        {
            throw translated;
        }
    }

    private Workers<WriteSession> Writer(int shard) => _writers[ShardMap.WriterOf(shard, _writers.Length)];
}
