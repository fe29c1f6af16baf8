using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace ActorSync.Storage;

/// <summary>What the store holds where a call's writes want to stand.</summary>
internal sealed class AppendFacts
{
    /// <summary>Keys that are asked about in one statement: they take up to 1.4 MB, and servers take 16 at the least.</summary>
    private const int AtOnce = 1_000;

    private AppendFacts() { }

    /// <summary>The current epoch of every shard.</summary>
    public required IReadOnlyDictionary<int, long> Epochs { get; init; }

    /// <summary>By the write's place in the call: the events at its sequences, and the one before.</summary>
    public required ILookup<int, EventRow> Events { get; init; }

    /// <summary>Which account's submission has each id that the call brings, and since when.</summary>
    public required IReadOnlyDictionary<SubmissionId, IdHolder> Holders { get; init; }

    public static AppendFacts Read(
        Statements statements, DbConnection connection, DbTransaction? transaction, IReadOnlyList<AccountWrite> writes)
    {
        var ranges = writes.Select(w => new { account = w.Account.Value, first = w.Events[0].Sequence, last = w.Events[^1].Sequence });
        var ids = writes.SelectMany(w => w.Log.Rows).Where(r => r.Ordinal == 0)
            .Select(r => new { origin = r.Submission.Origin.Value, id = r.Submission.Id.Id }).Distinct();
        return new()
        {
            Epochs = Ask<(int Shard, long Epoch)>("shard.epochs", null).ToDictionary(e => e.Shard, e => e.Epoch),
            Events = Portions(ranges)
                .SelectMany(
                    p => Ask<EventRow>("journal.range", new { ranges = p.Json }), (p, e) => (Place: p.First + (int)e.Position, Event: e))
                .ToLookup(e => e.Place, e => e.Event),
            Holders = Portions(ids).SelectMany(p => Ask<IdHolder>("registration.holders", new { ids = p.Json }))
                .ToDictionary(h => SubmissionId.Parse(h.Origin, h.Id)),
        };

        IEnumerable<T> Ask<T>(string operation, object? parameters) => connection.Query<T>(statements[operation], parameters, transaction);
    }

    /// <summary>The keys as JSON, and the place of each portion's first: the statement counts the keys of its portion alone.</summary>
    private static IEnumerable<(int First, string Json)> Portions<T>(IEnumerable<T> keys) =>
        keys.Chunk(AtOnce).Select((portion, i) => (i * AtOnce, JsonSerializer.Serialize(portion)));
}
