using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace ActorSync.Storage;

/// <summary>
/// The delay queue as a table beside the store (S3), for those who have no Redis. Programs that claim at the same time pass
/// by each other's rows (`skip locked`). Whoever claims asks first, without locks, when something is due: an empty queue
/// costs one look at the beginning of a key, as often as the engine's `delay-poll` says and when it knows that something is due.
/// </summary>
/// <param name="settings">Of the store.</param>
/// <param name="lease">After which what was claimed and not acknowledged comes back.</param>
public sealed class MySqlDelayQueue(MySqlSettings settings, TimeSpan lease) : IDelayQueue, IAsyncDisposable
{
    /// <summary>One for the pump, and one for the sweep, which puts back.</summary>
    private const int Sessions = 2;

    /// <summary>How often a claim is begun anew because it and another one waited for each other.</summary>
    private const int MaxTries = 5;

    private static readonly Statements Texts = MySqlDatabase.Texts;

    private readonly Workers<DelaySession> _sessions = Workers(new(settings));

    public Task Schedule(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) => Run("delay.schedule", entries, cancellation);

    public Task Restore(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) => Run("delay.restore", entries, cancellation);

    public Task Cancel(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) => Run("delay.cancel", entries, cancellation);

    public Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) =>
        Run("delay.acknowledge", entries, cancellation);

    public Task<DelayClaim> Claim(IReadOnlyList<int> shards, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        if (shards.Count == 0) return Task.FromResult(new DelayClaim([], null));
        return _sessions.Do(session =>
        {
            var next = Next(session.Connection, shards);
            if (next is null || next > Milliseconds.Of(now)) return new([], TimeOf(next));
            var claimed = Repeated(() => Claim(session, shards, now, limit));
            return new DelayClaim(claimed, TimeOf(Next(session.Connection, shards)));
        }, cancellation);
    }

    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    private static Workers<DelaySession> Workers(MySqlDatabase database)
    {
        // The store's own opening has said what a person has to act on; here everything may pass.
        database.BeginLater();
        return new("delay queue", Sessions, () => new DelaySession(database.Open(), Texts), database.Translate);
    }

    private List<DelayEntry> Claim(DelaySession session, IReadOnlyList<int> shards, DateTimeOffset now, int limit)
    {
        session.Connection.Execute(Texts["transaction.begin"]);
        var rows = session.Connection.Query<DelayRow>(Texts["delay.due"], new { now = Milliseconds.Of(now), shards, limit }).AsList();
        // Of an account that waits and has a lease that has ended, whichever has been due longer: one wake is enough for both.
        var token = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;
        List<DelayEntry> claimed = [.. rows.DistinctBy(r => r.Account).Select(r => r.Entry(token))];
        session.Write("delay.cancel", rows.Where(r => r.Leased == 0).Select(r => r.Entry(token)));
        session.Write("delay.lease", claimed.Select(e => e with { Due = now + lease }));
        session.Connection.Execute(Texts["transaction.commit"]);
        return claimed;
    }

    private Task<bool> Run(string operation, IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        if (entries.Count == 0) return Task.FromResult(true);
        return _sessions.Do(session => Repeated(() =>
        {
            session.Write(operation, entries);
            return true;
        }), cancellation);
    }

    private static T Repeated<T>(Func<T> work)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return work();
            }
            catch (Exception e) when (tries < MaxTries && MySqlFailure.IsDeadlock(e))
            {
                // The database has let another session go on.
            }
        }
    }

    private static long? Next(DbConnection connection, IReadOnlyList<int> shards) =>
        connection.QueryFirstOrDefault<long?>(Texts["delay.next"], new { shards });

    private static DateTimeOffset? TimeOf(long? milliseconds) => milliseconds is { } time ? Milliseconds.Time(time) : null;
}
