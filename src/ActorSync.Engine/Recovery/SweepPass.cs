namespace ActorSync.Engine;

/// <summary>One walk over what is open, shard by shard, the longest due first.</summary>
/// <param name="context">What the sweep works with.</param>
/// <param name="wakes">Bounds the accounts that are being woken.</param>
/// <param name="only">The receivers with new room; null: everything, times still to come included.</param>
/// <param name="firstShard">Where to begin, so that no shard is always the last to get room.</param>
/// <param name="leftBehind">Hears of receivers without room.</param>
internal sealed class SweepPass(SweepContext context, Places wakes, IReadOnlySet<PartyId>? only, int firstShard, Action<PartyId> leftBehind)
{
    private const int PageSize = 500;

    private int _shardsDone;
    private OpenWork? _last;

    /// <summary>Rows looked at so far.</summary>
    public long Rows { get; private set; }

    public bool IsOver => _shardsDone >= context.Settings.Shards;

    public async Task Run(CancellationToken cancellation)
    {
        while (!IsOver) await Step(cancellation);
    }

    /// <summary>Looks at one page, so that a slow walk can give way to what is more urgent.</summary>
    public async Task Step(CancellationToken cancellation)
    {
        var shard = (firstShard + _shardsDone) % context.Settings.Shards;
        var page = await context.RegistrationLog.Open(shard, _last, PageSize, cancellation);
        Rows += page.Count;
        var goesOn = await Look(shard, page, cancellation) && page.Count == PageSize;
        (_shardsDone, _last) = goesOn ? (_shardsDone, page[^1]) : (_shardsDone + 1, null);
        if (only is null || only.Any(context.HasRoom)) return;
        foreach (var party in only) leftBehind(party);
        _shardsDone = context.Settings.Shards;
    }

    /// <returns>False when the rest of the shard is of no interest.</returns>
    private async Task<bool> Look(int shard, IReadOnlyList<OpenWork> page, CancellationToken cancellation)
    {
        var now = context.Runtime.Time.GetUtcNow();
        List<DelayEntry> later = [];
        foreach (var work in page)
        {
            if (work.Due > now)
            {
                if (only is not null) return false;
                later.Add(new(shard, work.Account, work.Due));
            }
            else if (only is not null && !only.Contains(work.To)) continue;
            // What a gate holds is looked at whether or not its receiver has room.
            else if (work.Status is not Status.Gated && !context.HasRoom(work.To)) leftBehind(work.To);
            else await Wake(shard, work.Account, cancellation);
        }
        if (later.Count > 0) await Restore(later, cancellation);
        return true;
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
            if (context.DelayQueue.Fails(e.Message)) Log.DependencyAway(context.Log, context.DelayQueue.Name, e.Message);
        }
    }

    private async Task Wake(int shard, AccountId account, CancellationToken cancellation)
    {
        await wakes.Take(cancellation);
        context.Wake(shard, account, _ => wakes.Free());
    }
}
