using Akka;
using Akka.Persistence.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using ActorSync.Storage;
using Microsoft.Extensions.Logging;

namespace ActorSync.Actors;

/// <summary>
/// Follows the actors' journal and writes the registration log: each batch with how far that is in one transaction, so that
/// every event is in the log exactly once. Taking the shards over first fences an earlier projection that has not noticed
/// yet that it was replaced (R25).
/// </summary>
/// <remarks>
/// What was committed late is looked for between reading a batch and writing it: when an account has gone on from a late
/// event, that event was there before, so what it did next finds its rows.
/// </remarks>
/// <param name="journal">In order; a number that stays missing is passed over after a while.</param>
/// <param name="late">What came at such numbers.</param>
/// <param name="foundLate">Told when something late is in the log: nobody may be looking after it.</param>
internal sealed class LogProjection(
    IAllEventsQuery journal, LateEvents late, SqlStore store, ShardMap shards, IMaterializer materializer, TimeProvider time,
    Action foundLate, ILogger log)
{
    /// <summary>The name under which the position is stored: never changed.</summary>
    public const string Name = "akka";

    private const int BatchSize = 500;
    private const int MostGaps = 1_000;
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(10);

    /// <summary>How often gaps are looked at while nothing comes.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Longer than a server keeps a transaction whose client says nothing: MySQL's `wait_timeout` is 8 h.</summary>
    private static readonly TimeSpan GapAge = TimeSpan.FromDays(1);

    /// <summary>Runs until it is told to stop, or until something fails: then whatever is not stored is read again.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    /// <exception cref="ProjectionFencedException">Another node projects.</exception>
    public async Task Run(SharedKillSwitch stop, CancellationToken cancellation)
    {
        var epochs = new long[shards.Count];
        for (var shard = 0; shard < epochs.Length; shard++) epochs[shard] = await store.Take(shard, cancellation);
        var progress = await store.Progress(Name, cancellation);
        var start = progress.Position;
        Log.ProjectionStarted(log, start);
        await journal.AllEvents(Offset.Sequence(start))
            .Where(e => PositionOf(e) > start)
            .GroupedWithin(BatchSize, BatchTime)
            .Merge(Source.Tick(LookAgain, LookAgain, Enumerable.Empty<EventEnvelope>()).MapMaterializedValue(_ => NotUsed.Instance))
            .Via(stop.Flow<IEnumerable<EventEnvelope>>())
            .SelectAsync(1, async batch =>
            {
                progress = await StoreLate(progress, epochs, cancellation);
                progress = await Store([.. batch], progress, epochs, cancellation);
                return NotUsed.Instance;
            })
            .RunWith(Sink.Ignore<NotUsed>(), materializer);
    }

    internal static long PositionOf(EventEnvelope envelope) => ((Sequence)envelope.Offset).Value;

    private async Task<JournalProgress> StoreLate(JournalProgress progress, long[] epochs, CancellationToken cancellation)
    {
        var kept = progress.Keeping(time.GetUtcNow() - GapAge, MostGaps);
        if (kept.Gaps.Count < progress.Gaps.Count) Log.GapsForgotten(log, progress.Gaps.Count - kept.Gaps.Count);
        var events = await late.In(kept, cancellation);
        if (events.Count == 0) return kept;
        var left = kept.Without(events.Select(PositionOf));
        await Write(events, left, epochs, cancellation);
        Log.LateEventsFound(log, events.Count);
        foundLate();
        return left;
    }

    private async Task<JournalProgress> Store(
        IReadOnlyList<EventEnvelope> batch, JournalProgress progress, long[] epochs, CancellationToken cancellation)
    {
        if (batch.Count == 0) return progress;
        var past = progress.Past(batch.Select(PositionOf), time.GetUtcNow());
        await Write(batch, past, epochs, cancellation);
        return past;
    }

    private async Task Write(IEnumerable<EventEnvelope> events, JournalProgress progress, long[] epochs, CancellationToken cancellation)
    {
        var byAccount = events.GroupBy(e => e.PersistenceId).SelectMany(ofOne => OfOne(ofOne.Key, ofOne, epochs)).ToList();
        if (!await store.Project(byAccount, Name, progress, cancellation)) throw new ProjectionFencedException();
    }

    private IEnumerable<AccountWrite> OfOne(string persistenceId, IEnumerable<EventEnvelope> events, long[] epochs)
    {
        if (!AccountPersistence.TryParse(persistenceId, out var account)) yield break;
        var shard = shards.Of(account);
        yield return new()
        {
            Account = account, Shard = shard, Epoch = epochs[shard], Events = [],
            Log = LogChanges.Of(events.Select(e => (AccountEvent)e.Event)),
        };
    }
}
