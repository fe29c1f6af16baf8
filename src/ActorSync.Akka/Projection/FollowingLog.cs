using Akka.Persistence.Query;
using Akka.Persistence.Sql.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using ActorSync.Storage;

namespace ActorSync.Actors;

/// <summary>The registration log as the projection writes it, with the accounts' events from the actors' own journal.</summary>
internal sealed class FollowingLog(SqlStore store, Lazy<SqlReadJournal> journal, IMaterializer materializer, TimeProvider time)
    : IRegistrationLog
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    /// <summary>Completes when all that is in the journal now is in the log.</summary>
    /// <exception cref="StoreUnavailableException">The journal or the log cannot be read.</exception>
    public async Task CaughtUp(CancellationToken cancellation)
    {
        var position = await Position(cancellation);
        var end = await End(position, cancellation);
        while (position < end)
        {
            await Task.Delay(LookAgain, time, cancellation);
            position = await Position(cancellation);
        }
    }

    public Task<IReadOnlyList<LogEntry>> Find(SubmissionId submission, CancellationToken cancellation) =>
        store.Find(submission, cancellation);

    public Task<LogPage> List(LogFilter filter, CancellationToken cancellation) => store.List(filter, cancellation);

    public Task<IReadOnlyList<LoggedAttempt>> Attempts(SubmissionId submission, CancellationToken cancellation) =>
        store.Attempts(submission, cancellation);

    /// <exception cref="StoreUnavailableException">The journal cannot be read.</exception>
    public async Task<IReadOnlyList<StoredEvent>> Events(AccountId account, long after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var events = await Ask(
            asked => asked.CurrentEventsByPersistenceId(AccountPersistence.IdOf(account), after + 1, long.MaxValue)
                .Take(limit)
                .RunWith(Sink.Seq<EventEnvelope>(), materializer),
            cancellation);
        return [.. events.Select(e => StoredEvent.Of((AccountEvent)e.Event, e.SequenceNr))];
    }

    public Task<IReadOnlyList<OpenWork>> Open(int shard, OpenWork? after, int limit, CancellationToken cancellation) =>
        store.Open(shard, after, limit, cancellation);

    private async Task<long> Position(CancellationToken cancellation) => (await store.Progress(LogProjection.Name, cancellation)).Position;

    /// <returns>The journal's last position; at least the given one.</returns>
    private Task<long> End(long position, CancellationToken cancellation) => Ask(
        asked => asked.CurrentAllEvents(Offset.Sequence(position))
            .Select(LogProjection.PositionOf)
            .RunAggregate(position, Math.Max, materializer),
        cancellation);

    private async Task<T> Ask<T>(Func<SqlReadJournal, Task<T>> question, CancellationToken cancellation)
    {
        try
        {
            return await question(journal.Value).WaitAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new StoreUnavailableException($"the journal: {e.GetBaseException().Message}", e);
        }
    }
}
