using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorSync.Storage;

/// <summary>The statements of a session, prepared. Each method sets parameters in the order of its statement's text.</summary>
internal sealed class SqliteRows : IDisposable
{
    private const int RecentCapacity = 65_536;

    private readonly SqliteConnection _connection;
    private readonly List<SqliteStatement> _all = [];
    private readonly RecentRows _recent = new(RecentCapacity);
    private readonly SqliteStatement _begin, _commit, _rollback, _raise, _epoch, _account, _newAccount, _last, _event, _snapshot,
        _row, _number, _update, _attempt, _action;

    public SqliteRows(SqliteConnection connection, Statements statements)
    {
        _connection = connection;
        _begin = Add(new(connection, "begin immediate"));
        _commit = Add(new(connection, "commit"));
        _rollback = Add(new(connection, "rollback"));
        _raise = Prepare("shard.take");
        _epoch = Prepare("shard.epoch");
        _account = Prepare("account.number");
        _newAccount = Prepare("account.insert");
        _last = Prepare("journal.last");
        _event = Prepare("journal.insert");
        _snapshot = Prepare("snapshot.write");
        _row = Prepare("registration.insert");
        _number = Prepare("registration.number");
        _update = Prepare("registration.update");
        _attempt = Prepare("attempt.insert");
        _action = Prepare("operator-action.insert");

        SqliteStatement Prepare(string operation) => Add(new(connection, statements[operation]));
    }

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    public void Rollback()
    {
        _recent.Forget();
        _rollback.Run();
    }

    public long Raise(int shard) =>
        _raise.Set(shard).Ask() ?? throw new InvalidOperationException($"shard {shard}: expected a row, found none");

    public bool IsCurrent(int shard, long epoch) => _epoch.Set(shard).Ask() == epoch;

    /// <summary>The account's row; a new one when it has none.</summary>
    public AccountRow Account(AccountId account)
    {
        if (_recent.Of(account) is { } known) return known;
        if (_account.Set(account.Value).Ask() is { } number) return new(number, _last.Set(number).Ask() ?? 0);
        _newAccount.Set(account.Value).Run();
        return new(LastNumber(), 0);
    }

    /// <summary>False when a sequence is not the account's next.</summary>
    public bool Events(AccountRow account, AccountWrite write)
    {
        var last = account.Last;
        foreach (var e in write.Events)
        {
            if (e.Sequence != ++last) return false;
            _event.Set(account.Number).Set(e.Sequence).Set(write.Shard).Set(write.Epoch)
                .Set(e.Name).Set(Milliseconds.Of(e.At)).Set(e.Payload.Span).RunOnce();
        }
        _recent.Remember(write.Account, account with { Last = last });
        return true;
    }

    public void Snapshot(long account, AccountWrite write, ReadOnlyMemory<byte> payload) =>
        _snapshot.Set(account).Set(write.Events[^1].Sequence).Set(write.Epoch).Set(payload.Span).Run();

    /// <summary>False when the submission's id is there already.</summary>
    public bool Row(long account, int shard, LogRow row)
    {
        var s = row.Submission;
        var isNew = _row.Set(s.Origin.Value).Set(s.Id.Id).Set(row.Ordinal).Set(row.To?.Value).Set(account)
            .Set(s.Meeting.Value).Set(s.MainMeeting?.Value).Set(Named.Of(s.Operation)).Set(s.Revision)
            .Set(Milliseconds.Of(s.OccurredAt)).Set(Of(s.NotBefore)).Set(Milliseconds.Of(row.ReceivedAt))
            .Set(shard).Set(row.Trace)
            .Set(Named.Of(row.Status.Status)).Set(row.Status.Reason).Set(row.Status.Unblocks).Set(Of(row.Status.NextDue))
            .Set(row.Status.Attempts ?? 0).Set(Milliseconds.Of(row.Status.ChangedAt)).Set(s.Data.Utf8.Span).Run() == 1;
        if (isNew && row.To is { } to) _recent.Remember(s.Id, to, LastNumber());
        return isNew;
    }

    public void Update(LogUpdate update)
    {
        var s = update.Status;
        _update.Set(Named.Of(s.Status)).Set(s.Reason).Set(s.Unblocks).Set(Of(s.NextDue)).Set(s.Attempts).Set(Milliseconds.Of(s.ChangedAt))
            .Set(Number(update.Delivery)).RunOnce();
    }

    public void Attempt(LogAttempt attempt)
    {
        var a = attempt.Attempt;
        _attempt.Set(Number(attempt.Delivery)).Set(a.Number).Set(Milliseconds.Of(a.StartedAt)).Set((long)a.Took.TotalMicroseconds)
            .Set(Named.Of(a.Result)).Set(a.Code).Set(a.Detail).Set((long?)a.RetryAfter?.TotalMilliseconds).RunOnce();
    }

    public void Action(LogAction action) =>
        _action.Set(Number(action.Delivery)).Set(Named.Of(action.Action)).Set(action.By).Set(action.Why)
            .Set(Milliseconds.Of(action.At)).RunOnce();

    public void Dispose()
    {
        foreach (var statement in _all) statement.Dispose();
    }

    private SqliteStatement Add(SqliteStatement statement)
    {
        _all.Add(statement);
        return statement;
    }

    /// <summary>The number of the delivery's row.</summary>
    private long Number(DeliveryId delivery)
    {
        var (submission, to) = (delivery.Submission, delivery.To);
        if (_recent.Of(submission, to) is { } known) return known;
        var number = _number.Set(submission.Origin.Value).Set(submission.Id).Set(to.Value).Ask()
            ?? throw new InvalidOperationException($"registration log: expected one row for {delivery}, found none to change");
        _recent.Remember(submission, to, number);
        return number;
    }

    private long LastNumber() => raw.sqlite3_last_insert_rowid(_connection.Handle);

    private static long? Of(DateTimeOffset? time) => time is { } t ? Milliseconds.Of(t) : null;
}
