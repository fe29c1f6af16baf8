namespace ActorSync.Tests.Support;

/// <summary>
/// The journal and the registration log in memory, for simulations: the same calls in the same order give the same answers.
/// Each call gives way to the ambient scheduler once and then happens as a whole; there is no thread and no clock.
/// </summary>
internal sealed class InMemoryStore(int shards) : IJournal, IRegistrationLog
{
    private readonly Lock _lock = new();
    private readonly long[] _epochs = new long[shards];
    private readonly Dictionary<AccountId, StoredHistory> _accounts = [];
    private readonly InMemoryLog _log = new();

    public async Task<long> Take(int shard, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, shards);
        await Turn(cancellation);
        lock (_lock) return ++_epochs[shard];
    }

    public async Task<IReadOnlyList<StoredAccount>> Load(IReadOnlyList<AccountId> accounts, CancellationToken cancellation)
    {
        await Turn(cancellation);
        lock (_lock) return [.. accounts.Select(a => (_accounts.GetValueOrDefault(a) ?? new StoredHistory()).Load(a))];
    }

    public async Task<IReadOnlyList<AppendRefusal>> Append(IReadOnlyList<AccountWrite> writes, CancellationToken cancellation)
    {
        Check(writes);
        await Turn(cancellation);
        lock (_lock)
        {
            var refusals = new List<AppendRefusal>();
            var missing = new List<AccountWrite>();
            foreach (var write in writes)
            {
                var history = _accounts.GetValueOrDefault(write.Account) ?? new StoredHistory();
                if (write.Epoch < _epochs[write.Shard]) refusals.Add(new AppendRefusal.Fenced(write.Account));
                else if (write.Epoch > _epochs[write.Shard]) refusals.Add(new AppendRefusal.OutOfStep(write.Account));
                else if (history.Holds(write)) continue;
                else if (write.Events[0].Sequence != history.Last + 1) refusals.Add(new AppendRefusal.OutOfStep(write.Account));
                else if (Taken(write, missing) is { } taken) refusals.Add(taken);
                else missing.Add(write);
            }
            if (refusals.Count > 0) return refusals;
            foreach (var write in missing) _log.Check(write);
            foreach (var write in missing) Write(write);
            return [];
        }
    }

    public async Task<IReadOnlyList<LogEntry>> Find(SubmissionId submission, CancellationToken cancellation)
    {
        await Turn(cancellation);
        lock (_lock) return _log.Find(submission);
    }

    public async Task<LogPage> List(LogFilter filter, CancellationToken cancellation)
    {
        if (filter.Limit is < 1 or > LogFilter.MaxLimit) throw new ArgumentOutOfRangeException(nameof(filter));
        await Turn(cancellation);
        lock (_lock) return _log.List(filter);
    }

    public async Task<IReadOnlyList<LoggedAttempt>> Attempts(SubmissionId submission, CancellationToken cancellation)
    {
        await Turn(cancellation);
        lock (_lock) return _log.Attempts(submission);
    }

    public async Task<IReadOnlyList<StoredEvent>> Events(AccountId account, long after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        await Turn(cancellation);
        lock (_lock) return [.. (_accounts.GetValueOrDefault(account)?.Events ?? []).Where(e => e.Sequence > after).Take(limit)];
    }

    public async Task<IReadOnlyList<OpenWork>> Open(int shard, OpenWork? after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        await Turn(cancellation);
        lock (_lock) return _log.Open(shard, after, limit);
    }

    private static async Task Turn(CancellationToken cancellation)
    {
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
    }

    private AppendRefusal.IdTaken? Taken(AccountWrite write, List<AccountWrite> earlier)
    {
        foreach (var row in write.Log.Rows.Where(r => r.Ordinal == 0))
        {
            var id = row.Submission.Id;
            if (_log.Find(id) is [var stored, ..])
                return stored.Account != write.Account
                    ? new(write.Account, id, stored.ReceivedAt)
                    : throw new InvalidOperationException($"{write.Account} has {id} already");
            if (earlier.SelectMany(w => w.Log.Rows).FirstOrDefault(r => r.Submission.Id == id) is { } claimed)
                return new(write.Account, id, InMemoryLog.Stored(claimed.ReceivedAt));
        }
        return null;
    }

    private void Write(AccountWrite write)
    {
        if (!_accounts.TryGetValue(write.Account, out var history)) _accounts.Add(write.Account, history = new());
        history.Add(write);
        _log.Write(write);
    }

    private void Check(IReadOnlyList<AccountWrite> writes)
    {
        if (writes.Select(w => w.Account).Distinct().Count() < writes.Count) throw new ArgumentException("one write for each account");
        if (writes.Any(w => w.Shard < 0 || w.Shard >= shards || w.Epoch < 1 || w.Events.IsDefaultOrEmpty || w.Events[0].Sequence < 1
            || w.Events.Where((e, i) => e.Sequence != w.Events[0].Sequence + i).Any())) throw new ArgumentException("a write in form");
    }
}
