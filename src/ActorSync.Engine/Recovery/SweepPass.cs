namespace ActorSync.Engine;

/// <summary>
/// One walk over what is open, the longest due first: first what is due in every shard, since that has to move, and then what is
/// due later, which may be a million times as much. What is due beyond the horizon is left for a later walk.
/// </summary>
/// <param name="context">What the sweep works with.</param>
/// <param name="wakes">Bounds the accounts that are being woken.</param>
/// <param name="only">The receiver with new room; null: everything, times still to come within the horizon included.</param>
/// <param name="firstShard">Where to begin, so that no shard is always the last to get room.</param>
/// <param name="leftBehind">Hears of receivers without room.</param>
internal sealed class SweepPass(SweepContext context, Places wakes, PartyId? only, int firstShard, Action<PartyId> leftBehind)
{
    /// <summary>Shards where something may be due, and the last row seen of each.</summary>
    private readonly Queue<(int Shard, OpenWork? Last)> _due =
        new(Enumerable.Range(firstShard, context.Settings.Shards).Select(n => (n % context.Settings.Shards, (OpenWork?)null)));

    /// <summary>Shards where the rest is due later.</summary>
    private readonly Queue<(int Shard, OpenWork? Last)> _later = [];

    /// <summary>Rows looked at so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Accounts woken so far.</summary>
    public long Woken { get; private set; }

    public bool IsOver => _due.Count == 0 && _later.Count == 0;

    /// <summary>Looks at one page of one shard, so that a walk can give way to what is more urgent.</summary>
    /// <param name="pageSize">Rows; from 1 up.</param>
    /// <param name="cancellation">The node gives up.</param>
    public async Task Step(int pageSize, CancellationToken cancellation)
    {
        var walk = _due.Count > 0 ? _due : _later;
        var (shard, last) = walk.Peek();
        var page = await context.RegistrationLog.Open(shard, last, pageSize, cancellation);
        Rows += page.Count;
        var goesOn = await Look(shard, page, cancellation) && page.Count == pageSize;
        walk.Dequeue();
        if (goesOn) (page[^1].Due > context.Runtime.Time.GetUtcNow() ? _later : _due).Enqueue((shard, page[^1]));
    }

    /// <summary>An account is woken once for all its rows of the page: it looks at everything that it has open.</summary>
    /// <returns>False when the rest of the shard is of no interest.</returns>
    private async Task<bool> Look(int shard, IReadOnlyList<OpenWork> page, CancellationToken cancellation)
    {
        var now = context.Runtime.Time.GetUtcNow();
        var horizon = only is null ? now + context.Settings.DelayHorizon : now;
        List<DelayEntry> later = [];
        HashSet<AccountId> woken = [];
        foreach (var work in page.TakeWhile(w => w.Due <= horizon))
        {
            if (work.Due > now) later.Add(new(shard, work.Account, work.Due));
            else if (only is { } party && work.To != party) continue;
            // What a gate holds is looked at whether or not its receiver has room.
            else if (only is null && work.Status is not Status.Gated && context.Room(work.To) == 0) leftBehind(work.To);
            else if (woken.Add(work.Account)) await Wake(shard, work.Account, cancellation);
        }
        if (later.Count > 0) await Restore(later, cancellation);
        return page is [.., var last] && last.Due <= horizon;
    }

    /// <summary>
    /// A queue that is away does not keep from being woken who is due already. When it is back, everything is looked at again.
    /// </summary>
    private async Task Restore(List<DelayEntry> later, CancellationToken cancellation)
    {
        if (context.DelayQueue.Fault is not null) return;
        try
        {
            await context.Queue.Restore(later, cancellation);
            context.Announce(later[0].Due);
        }
        catch (StoreUnavailableException e)
        {
            Log.Away(context.Log, context.DelayQueue, e.Message);
        }
    }

    private async Task Wake(int shard, AccountId account, CancellationToken cancellation)
    {
        await wakes.Take(cancellation);
        Woken++;
        context.Wake(shard, account, _ => wakes.Free());
    }
}
