using System.Data.Common;
using Dapper;

namespace ActorSync.Storage;

/// <summary>The statements of an append, each for all its rows at once. Values stand in the order of the statement's columns.</summary>
internal sealed class MySqlRows(DbConnection connection, Statements statements) : IDisposable
{
    /// <summary>A store has several sessions, each with a share of the shards.</summary>
    private const int RecentCapacity = 16_384;

    private readonly PreparedRows _prepared = new(connection, statements);
    private readonly RecentRows _recent = new(RecentCapacity);
    private long? _numberStep;
    private long? _longestSnapshot;

    /// <summary>By how much the numbers of rows grow that are inserted together.</summary>
    private long NumberStep => _numberStep ??= connection.ExecuteScalar<long>(statements["number.step"]);

    /// <summary>Bytes of the longest snapshot that the server takes.</summary>
    private long LongestSnapshot => _longestSnapshot ??= connection.ExecuteScalar<long>(statements["packet.size"]) - ValueRows.MostBeside;

    /// <summary>Whether all these epochs are current, and stay so until the transaction ends.</summary>
    public bool AreCurrent(IEnumerable<(int Shard, long Epoch)> shards)
    {
        var asked = shards.ToHashSet();
        asked.ExceptWith(connection.Query<(int Shard, long Epoch)>(
            statements["shard.epoch"], new { shards = asked.Select(s => s.Shard).Distinct() }));
        return asked.Count == 0;
    }

    /// <summary>What was written is not: nothing of it is to be remembered.</summary>
    public void Forget() => _recent.Forget();

    /// <summary>The accounts' rows; null for one that has none.</summary>
    public AccountRow?[] Accounts(IReadOnlyList<AccountId> accounts) => Recall(
        accounts, _recent.Of, "account.numbers",
        (row, account) => row.Add(account.Value), r => new AccountRow(r.GetInt64(1), r.GetInt64(2)), _recent.Remember);

    public void NewAccounts(IEnumerable<AccountId> accounts)
    {
        var rows = _prepared.Values("account.insert");
        foreach (var account in accounts) rows.Row().Add(account.Value);
        rows.Run();
    }

    public void Events(IReadOnlyList<(long Account, AccountWrite Write)> writes)
    {
        var rows = _prepared.Values("journal.insert");
        foreach (var (account, write) in writes)
            foreach (var e in write.Events)
                rows.Row().Add(account).Add(e.Sequence).Add(write.Shard).Add(write.Epoch)
                    .Add(e.Name).Add(Milliseconds.Of(e.At)).Add(e.Payload);
        rows.Run();
        foreach (var (account, write) in writes.Where(w => !w.Write.Events.IsEmpty))
            _recent.Remember(write.Account, new AccountRow(account, write.Events[^1].Sequence));
    }

    public void Registrations(IReadOnlyList<(long Account, AccountWrite Write)> writes)
    {
        var rows = _prepared.Values("registration.insert");
        foreach (var (account, write) in writes)
            foreach (var row in write.Log.Rows) Registration(rows.Row(), account, write.Shard, row);
        rows.Run();
        foreach (var (row, number) in writes.SelectMany(w => w.Write.Log.Rows).Zip(rows.Numbers(NumberStep)))
            if (row.To is { } to) _recent.Remember(row.Submission.Id, to, number);
    }

    public void Updates(IReadOnlyCollection<(long Row, LogUpdate Update)> updates)
    {
        var rows = _prepared.Values("registration.update");
        foreach (var (row, update) in updates)
        {
            var s = update.Status;
            rows.Row().Add(row).Add(Named.Of(s.Status)).Add(s.Reason).Add(s.Unblocks).Add(Of(s.NextDue)).Add(s.Attempts)
                .Add(Milliseconds.Of(s.ChangedAt)).Add(update.Delivery.Submission.Id);
        }
        if (rows.Run() is var found && found != updates.Count)
            throw new InvalidOperationException($"registration log: expected {updates.Count} rows to change, found {found}");
    }

    public void Attempts(IEnumerable<(long Row, LogAttempt Attempt)> attempts)
    {
        var rows = _prepared.Values("attempt.insert");
        foreach (var (row, logged) in attempts)
        {
            var a = logged.Attempt;
            rows.Row().Add(row).Add(a.Number).Add(Milliseconds.Of(a.StartedAt)).Add((long)a.Took.TotalMicroseconds).Add(Named.Of(a.Result))
                .Add(a.Code).Add(a.Detail).Add((long?)a.RetryAfter?.TotalMilliseconds);
        }
        rows.Run();
    }

    public void Actions(IEnumerable<(long Row, LogAction Action)> actions)
    {
        var rows = _prepared.Values("operator-action.insert");
        foreach (var (row, a) in actions) rows.Row().Add(row).Add(Named.Of(a.Action)).Add(a.By).Add(a.Why).Add(Milliseconds.Of(a.At));
        rows.Run();
    }

    /// <summary>
    /// One that the server does not take is left out: it is a shortcut past events that are all there, and must not keep them
    /// from being written.
    /// </summary>
    public void Snapshots(IReadOnlyList<(long Account, AccountWrite Write)> writes)
    {
        var rows = _prepared.Values("snapshot.write");
        foreach (var (account, write) in writes)
            if (write.Snapshot is { } payload && payload.Length <= LongestSnapshot)
                rows.Row().Add(account).Add(write.Events[^1].Sequence).Add(write.Epoch).Add(payload);
        rows.Run();
    }

    /// <summary>What is said of deliveries, each with the number of its row, which must be there.</summary>
    public List<(long Row, T Said)> Numbered<T>(IEnumerable<T> said, Func<T, DeliveryId> deliveryOf)
    {
        var all = said.ToList();
        var found = Recall(
            [.. all.Select(deliveryOf)], d => _recent.Of(d.Submission, d.To), "registration.numbers",
            (row, d) => row.Add(d.Submission.Origin.Value).Add(d.Submission.Id).Add(d.To.Value), r => r.GetInt64(1),
            (d, number) => _recent.Remember(d.Submission, d.To, number));
        return [.. all.Select((s, i) => (found[i] ?? throw new InvalidOperationException(
            $"registration log: expected one row for {deliveryOf(s)}, found none to change"), s))];
    }

    /// <returns>How many were not claimed before.</returns>
    public int Claims(IEnumerable<IdClaim> claims)
    {
        var rows = _prepared.Values("submission-id.claim");
        // In one order, whoever claims: two sessions that want the same ids do not wait for each other.
        var inOrder = claims.OrderBy(c => c.Submission.Origin.Value, StringComparer.Ordinal)
            .ThenBy(c => c.Submission.Id, StringComparer.Ordinal);
        foreach (var c in inOrder)
            rows.Row().Add(c.Submission.Origin.Value).Add(c.Submission.Id).Add(c.Account.Value).Add(Milliseconds.Of(c.ReceivedAt));
        return rows.Run();
    }

    public Dictionary<SubmissionId, IdClaim> Holders(IEnumerable<IdClaim> claims) => _prepared.Keys("submission-id.holders")
        .Ask(
            claims.Select(c => c.Submission).Distinct(), (row, id) => row.Add(id.Origin.Value).Add(id.Id),
            (r, _) => new IdClaim(
                SubmissionId.Parse(r.GetString(0), r.GetString(1)), AccountId.Parse(r.GetString(2)), Milliseconds.Time(r.GetInt64(3))))
        .ToDictionary(c => c.Submission);

    public void Dispose() => _prepared.Dispose();

    private static void Registration(ValueRows rows, long account, int shard, LogRow row)
    {
        var (s, status) = (row.Submission, row.Status);
        rows.Add(s.Origin.Value).Add(s.Id.Id).Add(row.Ordinal).Add(row.To?.Value)
            .Add(account).Add(s.Meeting.Value).Add(s.MainMeeting?.Value).Add(Named.Of(s.Operation))
            .Add(s.Revision).Add(Milliseconds.Of(s.OccurredAt)).Add(Of(s.NotBefore)).Add(Milliseconds.Of(row.ReceivedAt))
            .Add(shard).Add(row.Trace).Add(Named.Of(status.Status)).Add(status.Reason)
            .Add(status.Unblocks).Add(Of(status.NextDue)).Add(status.Attempts ?? 0).Add(Milliseconds.Of(status.ChangedAt))
            .Add(s.Data.Utf8);
    }

    /// <summary>What is remembered of each key, and what the server says of the others; null for what it does not know.</summary>
    /// <param name="operation">Asks by keys; its first column is the key's place.</param>
    /// <param name="add">A key's values.</param>
    /// <param name="read">What a row says of its key.</param>
    private TRow?[] Recall<TKey, TRow>(
        IReadOnlyList<TKey> keys, Func<TKey, TRow?> remembered, string operation,
        Action<JsonRow, TKey> add, Func<DbDataReader, TRow> read, Action<TKey, TRow> remember)
        where TRow : struct
    {
        TRow?[] found = [.. keys.Select(remembered)];
        int[] unknown = [.. Enumerable.Range(0, found.Length).Where(i => found[i] is null)];
        if (unknown.Length == 0) return found;
        var answers = _prepared.Keys(operation).Ask(
            unknown.Select(i => keys[i]), add, (r, first) => (Place: unknown[first + r.GetInt64(0)], Row: read(r)));
        foreach (var (place, row) in answers)
        {
            found[place] = row;
            remember(keys[place], row);
        }
        return found;
    }

    private static long? Of(DateTimeOffset? time) => time is { } t ? Milliseconds.Of(t) : null;
}
