using Akka.Persistence.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using ActorSync.Storage;

namespace ActorSync.Actors;

/// <summary>The registration log as the projection writes it, with the accounts' events from the actors' own journal.</summary>
internal sealed class FollowingLog(SqlStore store, ICurrentEventsByPersistenceIdQuery journal, IMaterializer materializer) : IRegistrationLog
{
    public Task<IReadOnlyList<LogEntry>> Find(SubmissionId submission, CancellationToken cancellation) => store.Find(submission, cancellation);

    public Task<LogPage> List(LogFilter filter, CancellationToken cancellation) => store.List(filter, cancellation);

    public Task<IReadOnlyList<LoggedAttempt>> Attempts(SubmissionId submission, CancellationToken cancellation) => store.Attempts(submission, cancellation);

    public async Task<IReadOnlyList<StoredEvent>> Events(AccountId account, long after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var events = await journal.CurrentEventsByPersistenceId(AccountPersistence.IdOf(account), after + 1, long.MaxValue)
            .Take(limit)
            .RunWith(Sink.Seq<EventEnvelope>(), materializer)
            .WaitAsync(cancellation);
        return [.. events.Select(e => StoredEvent.Of((AccountEvent)e.Event, e.SequenceNr))];
    }

    public Task<IReadOnlyList<OpenWork>> Open(int shard, OpenWork? after, int limit, CancellationToken cancellation) => store.Open(shard, after, limit, cancellation);
}
