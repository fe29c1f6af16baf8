using System.Data.Common;
using Dapper;

namespace ActorSync.Storage;

/// <summary>The statements of an append, each for all its rows at once. Values stand in the order of the statement's columns.</summary>
internal sealed class MySqlRows(DbConnection connection, Statements statements) : IDisposable
{
    private readonly PreparedRows _prepared = new(connection, statements);

    /// <summary>Whether all these epochs are current, and stay so until the transaction ends.</summary>
    public bool AreCurrent(IEnumerable<(int Shard, long Epoch)> shards)
    {
        var asked = shards.ToHashSet();
        asked.ExceptWith(connection.Query<(int Shard, long Epoch)>(statements["shard.epoch"], new { shards = asked.Select(s => s.Shard).Distinct() }));
        return asked.Count == 0;
    }

    /// <summary>By the account's place: its number and its last sequence. Accounts that have no number are missing.</summary>
    public Dictionary<int, (long Number, long Sequence)> Numbers(IReadOnlyList<AccountId> accounts)
    {
        var rows = For("account.numbers");
        foreach (var account in accounts) rows.Row().Add(account.Value);
        return rows.Ask(r => ((int)r.GetInt64(0), (r.GetInt64(1), r.GetInt64(2)))).ToDictionary(r => r.Item1, r => r.Item2);
    }

    public void NewAccounts(IEnumerable<AccountId> accounts)
    {
        var rows = For("account.insert");
        foreach (var account in accounts) rows.Row().Add(account.Value);
        rows.Run();
    }

    public void Events(IReadOnlyList<(long Account, AccountWrite Write)> writes)
    {
        var rows = For("journal.insert");
        foreach (var (account, write) in writes)
            foreach (var e in write.Events)
                rows.Row().Add(account).Add(e.Sequence).Add(write.Shard).Add(write.Epoch).Add(e.Name).Add(Milliseconds.Of(e.At)).Add(e.Payload.Span);
        rows.Run();
    }

    public void Registrations(IReadOnlyList<(long Account, AccountWrite Write)> writes)
    {
        var rows = For("registration.insert");
        foreach (var (account, write) in writes)
            foreach (var row in write.Log.Rows) Registration(rows.Row(), account, write.Shard, row);
        rows.Run();
    }

    public void Updates(IEnumerable<AccountWrite> writes) => RunForEach("registration.update", writes.SelectMany(w => w.Log.Updates), u => u.Delivery, (rows, u) =>
    {
        var s = u.Status;
        rows.Add(Named<Status>.Of(s.Status)).Add(s.Reason).Add(s.Unblocks).Add(Of(s.NextDue)).Add(s.Attempts).Add(Milliseconds.Of(s.ChangedAt));
    });

    public void Attempts(IEnumerable<AccountWrite> writes) => RunForEach("attempt.insert", writes.SelectMany(w => w.Log.Attempts), a => a.Delivery, (rows, logged) =>
    {
        var a = logged.Attempt;
        rows.Add(a.Number).Add(Milliseconds.Of(a.StartedAt)).Add((long)a.Took.TotalMicroseconds).Add(Named<AttemptResult>.Of(a.Result))
            .Add(a.Code).Add(a.Detail).Add((long?)a.RetryAfter?.TotalMilliseconds);
    });

    public void Actions(IEnumerable<AccountWrite> writes) => RunForEach("operator-action.insert", writes.SelectMany(w => w.Log.Actions), a => a.Delivery, (rows, a) =>
        rows.Add(a.Action).Add(a.By).Add(a.Why).Add(Milliseconds.Of(a.At)));

    public void Snapshots(IReadOnlyList<(long Account, AccountWrite Write)> writes)
    {
        var rows = For("snapshot.write");
        foreach (var (account, write) in writes)
            if (write.Snapshot is { } payload) rows.Row().Add(account).Add(write.Events[^1].Sequence).Add(write.Epoch).AddBase64(payload.Span);
        rows.Run();
    }

    /// <returns>How many were not claimed before.</returns>
    public int Claims(IEnumerable<IdClaim> claims)
    {
        var rows = For("submission-id.claim");
        // In one order, whoever claims: two sessions that want the same ids do not wait for each other.
        foreach (var c in claims.OrderBy(c => c.Submission.Origin.Value, StringComparer.Ordinal).ThenBy(c => c.Submission.Id, StringComparer.Ordinal))
            rows.Row().Add(c.Submission.Origin.Value).Add(c.Submission.Id).Add(c.Account.Value).Add(Milliseconds.Of(c.ReceivedAt));
        return rows.Run();
    }

    public Dictionary<SubmissionId, IdClaim> Holders(IEnumerable<IdClaim> claims)
    {
        var rows = For("submission-id.holders");
        foreach (var c in claims.DistinctBy(c => c.Submission)) rows.Row().Add(c.Submission.Origin.Value).Add(c.Submission.Id);
        return rows.Ask(r => new IdClaim(SubmissionId.Parse(r.GetString(0), r.GetString(1)), AccountId.Parse(r.GetString(2)), Milliseconds.Time(r.GetInt64(3))))
            .ToDictionary(c => c.Submission);
    }

    public void Dispose() => _prepared.Dispose();

    private static void Registration(JsonRows rows, long account, int shard, LogRow row)
    {
        var (s, status) = (row.Submission, row.Status);
        rows.Add(s.Origin.Value).Add(s.Id.Id).Add(row.Ordinal).Add(row.To?.Value)
            .Add(account).Add(s.Meeting.Value).Add(s.MainMeeting?.Value).Add(Named<Operation>.Of(s.Operation))
            .Add(s.Revision).Add(Milliseconds.Of(s.OccurredAt)).Add(Of(s.NotBefore)).Add(Milliseconds.Of(row.ReceivedAt))
            .Add(shard).Add(row.Trace).Add(Named<Status>.Of(status.Status)).Add(status.Reason)
            .Add(status.Unblocks).Add(Of(status.NextDue)).Add(status.Attempts ?? 0).Add(Milliseconds.Of(status.ChangedAt))
            .Add(s.Data.Utf8.Span);
    }

    /// <summary>For changes to rows of the registration log, which must be there: a delivery's key, and what else is said of it.</summary>
    private void RunForEach<T>(string operation, IEnumerable<T> changes, Func<T, DeliveryId> deliveryOf, Action<JsonRows, T> add)
    {
        var rows = For(operation);
        var count = 0;
        foreach (var change in changes)
        {
            count++;
            var delivery = deliveryOf(change);
            add(rows.Row().Add(delivery.Submission.Origin.Value).Add(delivery.Submission.Id).Add(delivery.To.Value), change);
        }
        if (rows.Run() is var found && found != count)
            throw new InvalidOperationException($"registration log: {operation}: expected {count} rows to change, found {found}");
    }

    private JsonRows For(string operation) => _prepared.For(operation);

    private static long? Of(DateTimeOffset? time) => time is { } t ? Milliseconds.Of(t) : null;
}
