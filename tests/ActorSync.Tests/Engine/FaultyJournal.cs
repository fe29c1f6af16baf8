using ActorSync.Tests.Support;

namespace ActorSync.Tests.Engine;

/// <summary>A journal in memory whose calls fail when a test says so.</summary>
internal sealed class FaultyJournal(InMemoryStore inner) : IJournal
{
    /// <summary>What taking a shard over fails with.</summary>
    public Exception? TakeFault { get; set; }

    /// <summary>What reading accounts fails with.</summary>
    public Exception? LoadFault { get; set; }

    /// <summary>What appending fails with.</summary>
    public Exception? AppendFault { get; set; }

    /// <summary>An account of which nothing can be written.</summary>
    public AccountId? Unwritable { get; set; }

    /// <summary>What reading accounts fails with once an append has failed.</summary>
    public Exception? FaultAfterAppend { get; set; }

    /// <summary>What appending is refused with.</summary>
    public AppendRefusal? Refusal { get; set; }

    /// <summary>What appending waits for.</summary>
    public Task? AppendAfter { get; set; }

    /// <summary>An append waits.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>An account whose events are of no form that is known.</summary>
    public AccountId? Unreadable { get; set; }

    public Task<long> Take(int shard, CancellationToken cancellation) =>
        TakeFault is { } fault ? Task.FromException<long>(fault) : inner.Take(shard, cancellation);

    public async Task<IReadOnlyList<StoredAccount>> Load(IReadOnlyList<AccountId> accounts, CancellationToken cancellation)
    {
        if (LoadFault is { } fault) throw fault;
        return [.. (await inner.Load(accounts, cancellation))
            .Select(a => a.Account == Unreadable ? a with { Events = [new(1, "unknown", "{}"u8.ToArray(), Some.Time)] } : a)];
    }

    public async Task<IReadOnlyList<AppendRefusal>> Append(IReadOnlyList<AccountWrite> writes, CancellationToken cancellation)
    {
        IsWaiting = AppendAfter is not null;
        if (AppendAfter is { } before) await before;
        if (writes.Any(w => w.Account == Unwritable)) throw new InvalidOperationException("a defect of one account");
        if (Refusal is { } refusal) return [refusal];
        if (AppendFault is not { } fault) return await inner.Append(writes, cancellation);
        LoadFault = FaultAfterAppend;
        throw fault;
    }
}
