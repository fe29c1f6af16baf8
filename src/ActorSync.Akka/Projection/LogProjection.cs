using Akka;
using Akka.Persistence.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using ActorSync.Storage;
using Microsoft.Extensions.Logging;

namespace ActorSync.Actors;

/// <summary>
/// Follows the actors' journal and writes the registration log: each batch with its position in one transaction, so that
/// every event is in the log exactly once. Taking the shards over first fences an earlier projection that has not noticed
/// yet that it was replaced (R25).
/// </summary>
internal sealed class LogProjection(IAllEventsQuery journal, SqlStore store, ShardMap shards, IMaterializer materializer, ILogger log)
{
    /// <summary>The name under which the position is stored: never changed.</summary>
    public const string Name = "akka";

    private const int BatchSize = 500;
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs until it is told to stop, or until something fails: then whatever is not stored is read again.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    /// <exception cref="ProjectionFencedException">Another node projects.</exception>
    public async Task Run(SharedKillSwitch stop, CancellationToken cancellation)
    {
        var epochs = new long[shards.Count];
        for (var shard = 0; shard < epochs.Length; shard++) epochs[shard] = await store.Take(shard, cancellation);
        var position = await store.Position(Name, cancellation);
        Log.ProjectionStarted(log, position);
        await journal.AllEvents(Offset.Sequence(position))
            .Where(e => PositionOf(e) > position)
            .Via(stop.Flow<EventEnvelope>())
            .GroupedWithin(BatchSize, BatchTime)
            .SelectAsync(1, batch => Store([.. batch], epochs, cancellation))
            .RunWith(Sink.Ignore<NotUsed>(), materializer);
    }

    private async Task<NotUsed> Store(IReadOnlyList<EventEnvelope> batch, long[] epochs, CancellationToken cancellation)
    {
        var byAccount = batch.GroupBy(e => e.PersistenceId).SelectMany(events => Write(events.Key, events, epochs)).ToList();
        if (!await store.Project(byAccount, Name, PositionOf(batch[^1]), cancellation)) throw new ProjectionFencedException();
        return NotUsed.Instance;
    }

    private IEnumerable<AccountWrite> Write(string persistenceId, IEnumerable<EventEnvelope> events, long[] epochs)
    {
        if (!AccountPersistence.TryParse(persistenceId, out var account)) yield break;
        var shard = shards.Of(account);
        yield return new()
        {
            Account = account, Shard = shard, Epoch = epochs[shard], Events = [], Log = LogChanges.Of(events.Select(e => (AccountEvent)e.Event)),
        };
    }

    internal static long PositionOf(EventEnvelope envelope) => ((Sequence)envelope.Offset).Value;
}
