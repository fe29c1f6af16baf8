using System.Text.Json;
using Dapper;

namespace ActorSync.Storage;

/// <summary>Questions to the store, each over a connection of its own.</summary>
internal sealed class Asker(IDialect dialect)
{
    /// <summary><see cref="IJournal.Load"/>.</summary>
    public async Task<IReadOnlyList<StoredAccount>> Load(IReadOnlyList<AccountId> accounts, CancellationToken cancellation)
    {
        var parameters = new { accounts = JsonSerializer.Serialize(accounts.Select(a => a.Value)) };
        var rows = (await Ask<EventRow>(dialect.Statements["journal.load"], parameters, cancellation)).ToLookup(r => (int)r.Position);
        return [.. accounts.Select((account, i) => Account(account, [.. rows[i].OrderBy(r => r.Sequence)]))];
    }

    public async Task<IReadOnlyList<LogEntry>> Find(SubmissionId submission, CancellationToken cancellation) =>
        [.. (await Ask<EntryRow>(dialect.Statements["registration.find"], Key(submission), cancellation)).Select(r => r.Entry)];

    public async Task<LogPage> List(LogFilter filter, CancellationToken cancellation)
    {
        var question = new ListQuestion(filter);
        var rows = await Ask<EntryRow>(dialect.Statements.For("registration.list", question.Marks), question.Parameters, cancellation);
        // The statement finds the newest rows, and one more to know whether this page is the last; but a join owes nobody its order.
        var found = rows.OrderByDescending(r => (r.ReceivedAt, r.Number)).ToList();
        var entries = found.Take(filter.Limit).Select(r => r.Entry).ToList();
        return new(entries, found.Count <= filter.Limit ? null : new LogCursor(entries[^1].ReceivedAt, entries[^1].Row));
    }

    public async Task<IReadOnlyList<LoggedAttempt>> Attempts(SubmissionId submission, CancellationToken cancellation) =>
    [
        .. (await Ask<AttemptRow>(dialect.Statements["attempt.find"], Key(submission), cancellation))
            .OrderBy(r => r.StartedAt).ThenBy(r => r.Receiver, StringComparer.Ordinal).ThenBy(r => r.Number).Select(r => r.Attempt),
    ];

    public async Task<IReadOnlyList<StoredEvent>> Events(AccountId account, long after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var parameters = new { account = account.Value, after, limit };
        return [.. (await Ask<EventRow>(dialect.Statements["journal.events"], parameters, cancellation)).Select(r => r.Event)];
    }

    public async Task<IReadOnlyList<OpenWork>> Open(int shard, OpenWork? after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var due = after is null ? long.MinValue : Milliseconds.Of(after.Due);
        var parameters = new { shard, due, number = after?.Row ?? 0, limit };
        return [.. (await Ask<OpenRow>(dialect.Statements["registration.open"], parameters, cancellation)).Select(r => r.Work)];
    }

    public async Task<IReadOnlyDictionary<Status, long>> Count(CancellationToken cancellation) =>
        (await Ask<(string Status, long Rows)>(dialect.Statements["registration.count"], null, cancellation))
            .ToDictionary(r => Named.Parse<Status>(r.Status), r => r.Rows);

    public async Task<JournalProgress> Progress(string projection, CancellationToken cancellation) =>
        (await Ask<ProgressRow>(dialect.Statements["projection.progress"], new { name = projection }, cancellation))
            .FirstOrDefault()?.Progress ?? JournalProgress.Beginning;

    private static object Key(SubmissionId submission) => new { origin = submission.Origin.Value, id = submission.Id };

    private static StoredAccount Account(AccountId account, IReadOnlyList<EventRow> rows)
    {
        var snapshot = rows.FirstOrDefault(r => r.Type is null);
        // Not `null`, which would turn into empty memory here.
        var state = snapshot is null ? default(ReadOnlyMemory<byte>?) : snapshot.Payload;
        return new(account, state, [.. rows.Where(r => r != snapshot).Select(r => r.Event)], rows.Count == 0 ? 0 : rows[^1].Epoch);
    }

    private Task<List<T>> Ask<T>(string statement, object? parameters, CancellationToken cancellation) =>
        dialect.Read(connection => connection.Query<T>(statement, parameters).AsList(), cancellation);
}
