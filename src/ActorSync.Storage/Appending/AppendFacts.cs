using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace ActorSync.Storage;

/// <summary>What the store holds where a call's writes want to stand.</summary>
internal sealed class AppendFacts
{
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
            .Select(r => new { origin = r.Submission.Origin.Value, id = r.Submission.Id.Id });
        return new()
        {
            Epochs = connection
                .Query<(int Shard, long Epoch)>(statements["shard.epochs"], null, transaction)
                .ToDictionary(e => e.Shard, e => e.Epoch),
            Events = connection
                .Query<EventRow>(statements["journal.range"], new { ranges = JsonSerializer.Serialize(ranges) }, transaction)
                .ToLookup(e => (int)e.Position),
            Holders = connection
                .Query<IdHolder>(statements["registration.holders"], new { ids = JsonSerializer.Serialize(ids) }, transaction)
                .ToDictionary(h => SubmissionId.Parse(h.Origin, h.Id)),
        };
    }
}
