using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace ActorSync.Storage;

/// <summary>What a session asks about writes that something stands in the way of, within the transaction that has begun.</summary>
internal sealed class AppendQuestions(Statements statements, DbConnection connection, DbTransaction? transaction)
{
    /// <summary>Keys that are asked about in one statement: they take up to 1.4 MB, and servers take 16 at the least.</summary>
    private const int AtOnce = 1_000;

    /// <summary>The current epoch of every shard.</summary>
    public IReadOnlyDictionary<int, long> Epochs() =>
        Ask<(int Shard, long Epoch)>("shard.epochs", null).ToDictionary(e => e.Shard, e => e.Epoch);

    /// <summary>By the write's place: the events at its sequences, and the one before.</summary>
    /// <param name="writes">With events.</param>
    public ILookup<int, EventRow> Events(IReadOnlyList<AccountWrite> writes)
    {
        var ranges = writes.Select(w => new { account = w.Account.Value, first = w.Events[0].Sequence, last = w.Events[^1].Sequence });
        return Portions(ranges)
            .SelectMany(
                p => Ask<EventRow>("journal.range", new { ranges = p.Json }), (p, e) => (Place: p.First + (int)e.Position, Event: e))
            .ToLookup(e => e.Place, e => e.Event);
    }

    /// <summary>Which account's submission has each id that the writes bring, and since when; nothing of an id that is new.</summary>
    public IReadOnlyDictionary<SubmissionId, IdHolder> Holders(IReadOnlyList<AccountWrite> writes)
    {
        var ids = writes.SelectMany(w => w.Log.Rows).Where(r => r.Ordinal == 0)
            .Select(r => new { origin = r.Submission.Origin.Value, id = r.Submission.Id.Id }).Distinct();
        return Portions(ids).SelectMany(p => Ask<IdHolder>("registration.holders", new { ids = p.Json }))
            .ToDictionary(h => SubmissionId.Parse(h.Origin, h.Id));
    }

    private IEnumerable<T> Ask<T>(string operation, object? parameters) =>
        connection.Query<T>(statements[operation], parameters, transaction);

    /// <summary>The keys as JSON, and the place of each portion's first: the statement counts the keys of its portion alone.</summary>
    private static IEnumerable<(int First, string Json)> Portions<T>(IEnumerable<T> keys) =>
        keys.Chunk(AtOnce).Select((portion, i) => (i * AtOnce, JsonSerializer.Serialize(portion)));
}
