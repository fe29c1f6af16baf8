namespace ActorSync.Engine;

/// <summary>One walk over what is open, shard by shard, the longest due first.</summary>
/// <param name="context">What the sweep works with.</param>
/// <param name="wakes">Bounds the accounts that are being woken.</param>
/// <param name="only">The receivers with new room; null: everything, times still to come included.</param>
/// <param name="firstShard">Where to begin, so that no shard is always the last to get room.</param>
/// <param name="leftBehind">Hears of receivers without room.</param>
internal sealed class SweepPass(SweepContext context, SemaphoreSlim wakes, IReadOnlySet<PartyId>? only, int firstShard, Action<PartyId> leftBehind)
{
    private const int PageSize = 500;

    /// <param name="rowsPerSecond">Most rows read in a second; null: as fast as it goes.</param>
    /// <param name="cancellation">Ends the walk.</param>
    /// <returns>Rows looked at.</returns>
    public async Task<long> Run(int? rowsPerSecond, CancellationToken cancellation)
    {
        long rows = 0;
        for (var i = 0; i < context.Settings.Shards; i++)
        {
            var shard = (firstShard + i) % context.Settings.Shards;
            OpenWork? last = null;
            while (true)
            {
                var page = await context.RegistrationLog.Open(shard, last, PageSize, cancellation);
                rows += page.Count;
                var goesOn = await Look(shard, page, cancellation);
                if (only is not null && !only.Any(context.HasRoom))
                {
                    foreach (var party in only) leftBehind(party);
                    return rows;
                }
                if (!goesOn || page.Count < PageSize) break;
                last = page[^1];
                if (rowsPerSecond is { } rate) await Task.Delay(TimeSpan.FromSeconds((double)PageSize / rate), context.Runtime.Time, cancellation);
            }
        }
        return rows;
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
        if (later.Count == 0) return true;
        await context.Queue.Restore(later, cancellation);
        context.Announce(later[0].Due);
        return true;
    }

    private async Task Wake(int shard, AccountId account, CancellationToken cancellation)
    {
        await wakes.WaitAsync(cancellation);
        context.Wake(shard, account, () => wakes.Release());
    }
}
