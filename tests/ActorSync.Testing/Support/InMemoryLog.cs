namespace ActorSync.Tests.Support;

/// <summary>The registration log of <see cref="InMemoryStore"/>.</summary>
internal sealed class InMemoryLog
{
    private readonly List<LogEntry> _rows = [];
    private readonly List<int> _shards = [];
    private readonly Dictionary<SubmissionId, List<int>> _ids = [];
    private readonly Dictionary<SubmissionId, List<LoggedAttempt>> _attempts = [];

    /// <summary>Times are kept to the millisecond.</summary>
    public static DateTimeOffset Stored(DateTimeOffset time) => Milliseconds.Stored(time);

    /// <summary>Throws when a change is to a row that is not there.</summary>
    public void Check(AccountWrite write)
    {
        var changed = write.Log.Updates.Select(u => u.Delivery)
            .Concat(write.Log.Attempts.Select(a => a.Delivery)).Concat(write.Log.Actions.Select(a => a.Delivery));
        var added = write.Log.Rows.Where(r => r.To is not null).Select(r => (r.Submission.Id, r.To!.Value)).ToHashSet();
        if (changed.FirstOrDefault(d => !added.Contains((d.Submission, d.To)) && IndexOf(d) < 0) is { Submission.Id: not null } unknown)
            throw new InvalidOperationException($"no row for {unknown}");
    }

    public void Write(AccountWrite write)
    {
        foreach (var row in write.Log.Rows) Add(row, write.Shard);
        foreach (var update in write.Log.Updates)
        {
            var i = IndexOf(update.Delivery);
            _rows[i] = _rows[i] with { Status = Stored(update.Status, _rows[i].Status.Attempts) };
        }
        foreach (var (delivery, attempt) in write.Log.Attempts)
        {
            if (!_attempts.TryGetValue(delivery.Submission, out var attempts)) _attempts.Add(delivery.Submission, attempts = []);
            attempts.Add(new(delivery.To, attempt with
            {
                StartedAt = Stored(attempt.StartedAt), Took = TimeSpan.FromMicroseconds((long)attempt.Took.TotalMicroseconds),
            }));
        }
    }

    public IReadOnlyList<LogEntry> Find(SubmissionId submission) => [.. _ids.GetValueOrDefault(submission, []).Select(i => _rows[i])];

    public IReadOnlyList<LoggedAttempt> Attempts(SubmissionId submission) =>
        [.. _attempts.GetValueOrDefault(submission, [])
            .OrderBy(a => a.Attempt.StartedAt).ThenBy(a => a.To.Value, StringComparer.Ordinal).ThenBy(a => a.Attempt.Number)];

    public LogPage List(LogFilter filter)
    {
        var found = _rows.Where(r => Matches(r, filter)).OrderByDescending(r => (r.ReceivedAt, r.Row)).Take(filter.Limit + 1).ToList();
        var page = found.Take(filter.Limit).ToList();
        return new(page, found.Count > page.Count ? new LogCursor(page[^1].ReceivedAt, page[^1].Row) : null);
    }

    public IReadOnlyList<OpenWork> Open(int shard, OpenWork? after, int limit) =>
    [
        .. _rows.Where((r, i) => _shards[i] == shard && r.Status.NextDue is not null)
            .Select(r => new OpenWork(r.Row, r.Account, r.To!.Value, r.Status.Status, r.Status.NextDue!.Value))
            .Where(w => after is null || (w.Due, w.Row).CompareTo((after.Due, after.Row)) > 0)
            .OrderBy(w => (w.Due, w.Row)).Take(limit),
    ];

    private static bool Matches(LogEntry row, LogFilter filter) =>
        (filter.Account is not { } account || row.Account == account)
        && (filter.Meeting is not { } meeting || row.Meeting == meeting)
        && (filter.Status is not { } status || row.Status.Status == status)
        && (filter.Party is not { } party || row.Submission.Origin == party || row.To == party)
        && (filter.From is not { } from || row.ReceivedAt >= from)
        && (filter.To is not { } to || row.ReceivedAt < to)
        && (filter.After is not { } after || (row.ReceivedAt, row.Row).CompareTo((after.ReceivedAt, after.Row)) < 0);

    private static LogStatus Stored(LogStatus status, int? attempts) => status with
    {
        NextDue = status.NextDue is { } due ? Stored(due) : null, Attempts = status.Attempts ?? attempts,
        ChangedAt = Stored(status.ChangedAt),
    };

    private void Add(LogRow row, int shard)
    {
        var s = row.Submission;
        if (!_ids.TryGetValue(s.Id, out var rows)) _ids.Add(s.Id, rows = []);
        rows.Add(_rows.Count);
        _shards.Add(shard);
        _rows.Add(new()
        {
            Row = _rows.Count + 1, Submission = s.Id, To = row.To, Account = s.Account, Meeting = s.Meeting, MainMeeting = s.MainMeeting,
            Operation = s.Operation, Revision = s.Revision, OccurredAt = Stored(s.OccurredAt),
            NotBefore = s.NotBefore is { } notBefore ? Stored(notBefore) : null, ReceivedAt = Stored(row.ReceivedAt),
            Status = Stored(row.Status, 0), Trace = row.Trace, Data = s.Data,
        });
    }

    private int IndexOf(DeliveryId delivery)
    {
        foreach (var i in _ids.GetValueOrDefault(delivery.Submission, []))
            if (_rows[i].To == delivery.To) return i;
        return -1;
    }
}
