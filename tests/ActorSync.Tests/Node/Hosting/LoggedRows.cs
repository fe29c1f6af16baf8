namespace ActorSync.Tests.Node.Hosting;

/// <summary>A registration log that holds what a test says, each row a second newer than the one before it.</summary>
internal sealed class LoggedRows : IRegistrationLog
{
    private readonly List<LogEntry> _rows = [];

    /// <summary>How often it was.</summary>
    public int Asked { get; private set; }

    public void Add(string id, LogStatus status, PartyId? from = null, PartyId? to = null) => _rows.Add(new()
    {
        Row = _rows.Count + 1, Submission = SubmissionId.Parse((from ?? Some.B).Value, id), To = to ?? Some.C,
        Account = AccountId.Parse(id), Meeting = Some.Forum, Operation = Operation.Register, Revision = 1, OccurredAt = Some.Time,
        ReceivedAt = Some.Time.AddSeconds(_rows.Count - 1_000_000), Status = status, Data = Some.Data(id),
    });

    public void AddExhausted(string id, int attempts, DateTimeOffset at) =>
        Add(id, new(Status.Parked) { Reason = "exhausted: 503 Away", Attempts = attempts, ChangedAt = at });

    public void AddDone(string id, DateTimeOffset at, string? reason = null) =>
        Add(id, new(Status.Done) { Reason = reason, Attempts = 1, ChangedAt = at });

    public Task<LogPage> List(LogFilter filter, CancellationToken cancellation)
    {
        Asked++;
        var found = _rows.Where(r => r.Status.Status == filter.Status && (r.To == filter.Party || r.Submission.Origin == filter.Party)
            && (filter.After is not { } after || r.Row < after.Row)).Reverse().Take(filter.Limit + 1).ToList();
        var page = found.Take(filter.Limit).ToList();
        return Task.FromResult(new LogPage(page, found.Count > page.Count ? new LogCursor(page[^1].ReceivedAt, page[^1].Row) : null));
    }

    public Task<IReadOnlyList<LogEntry>> Find(SubmissionId submission, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<LoggedAttempt>> Attempts(SubmissionId submission, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<StoredEvent>> Events(AccountId account, long after, int limit, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<OpenWork>> Open(int shard, OpenWork? after, int limit, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
