using Akka.Persistence.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using ActorSync.Storage;

namespace ActorSync.Actors;

/// <summary>
/// Events that were committed after others behind them had been read. The journal's reader waits for a missing number, but not
/// for ever: another node may stand still in the middle of a transaction for as long as it likes.
/// </summary>
internal sealed class LateEvents(ICurrentAllEventsQuery journal, JournalTables tables, IMaterializer materializer)
{
    /// <returns>What stands in the journal's gaps now, in order; mostly nothing.</returns>
    /// <exception cref="StoreUnavailableException">The journal's database is away.</exception>
    public async Task<IReadOnlyList<EventEnvelope>> In(JournalProgress progress, CancellationToken cancellation)
    {
        if (progress.Gaps.Count == 0) return [];
        var events = new List<EventEnvelope>();
        foreach (var gap in await tables.Filled(progress, cancellation)) events.AddRange(await Within(gap, cancellation));
        return events;
    }

    private async Task<IEnumerable<EventEnvelope>> Within(JournalGap gap, CancellationToken cancellation) =>
        await journal.CurrentAllEvents(Offset.Sequence(gap.First - 1))
            .TakeWhile(e => LogProjection.PositionOf(e) <= gap.Last)
            .RunWith(Sink.Seq<EventEnvelope>(), materializer)
            .WaitAsync(cancellation);
}
