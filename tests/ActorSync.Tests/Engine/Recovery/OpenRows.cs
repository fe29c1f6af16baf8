namespace ActorSync.Tests.Engine.Recovery;

/// <summary>A registration log of which only the open work is asked for.</summary>
internal sealed class OpenRows : IRegistrationLog
{
    private readonly List<(int Shard, OpenWork Work)> _rows = [];

    /// <summary>Pages read so far.</summary>
    public int Pages { get; private set; }

    public void Add(int shard, string account, DateTimeOffset due) =>
        _rows.Add((shard, new(_rows.Count, AccountId.Parse(account), Some.C, Status.Waiting, due)));

    public Task<IReadOnlyList<OpenWork>> Open(int shard, OpenWork? after, int limit, CancellationToken cancellation)
    {
        Pages++;
        return Task.FromResult<IReadOnlyList<OpenWork>>([.. _rows.Where(r => r.Shard == shard).Select(r => r.Work)
            .OrderBy(w => w.Due).ThenBy(w => w.Row)
            .Where(w => after is null || (w.Due, w.Row).CompareTo((after.Due, after.Row)) > 0).Take(limit)]);
    }

    public Task<IReadOnlyList<LogEntry>> Find(SubmissionId submission, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<LogPage> List(LogFilter filter, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<LoggedAttempt>> Attempts(SubmissionId submission, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<StoredEvent>> Events(AccountId account, long after, int limit, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
