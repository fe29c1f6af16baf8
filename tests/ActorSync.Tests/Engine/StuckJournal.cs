using ActorSync.Tests.Support;

namespace ActorSync.Tests.Engine;

/// <summary>A journal in memory that is away for one shard, as when somebody has locked what its writer writes.</summary>
internal sealed class StuckJournal(InMemoryStore inner) : IJournal
{
    public const int Shard = 0;

    /// <summary>Whether the shard cannot be taken over.</summary>
    public bool TakesNothingOver { get; set; }

    /// <summary>Whether nothing of the shard can be written.</summary>
    public bool WritesNothing { get; set; }

    public Task<long> Take(int shard, CancellationToken cancellation) =>
        shard == Shard && TakesNothingOver ? Task.FromException<long>(Locked()) : inner.Take(shard, cancellation);

    public Task<IReadOnlyList<StoredAccount>> Load(IReadOnlyList<AccountId> accounts, CancellationToken cancellation) =>
        inner.Load(accounts, cancellation);

    public Task<IReadOnlyList<AppendRefusal>> Append(IReadOnlyList<AccountWrite> writes, CancellationToken cancellation) =>
        WritesNothing && writes.Any(w => w.Shard == Shard)
            ? Task.FromException<IReadOnlyList<AppendRefusal>>(Locked())
            : inner.Append(writes, cancellation);

    private static StoreUnavailableException Locked() => new("lock wait timeout exceeded");
}
