namespace ActorSync.Engine;

/// <summary>
/// One walk over what is open, the longest due first: first what is due in every shard, since that has to move, and then what is
/// due later, which may be a million times as much. What is due beyond the horizon is left for a later walk. A shard without
/// room for wakes is passed over until it has some, and keeps the rest of its page.
/// </summary>
/// <param name="context">What the sweep works with.</param>
/// <param name="wakes">Bounds the accounts that are being woken.</param>
/// <param name="only">The receiver with new room; null: everything, times still to come within the horizon included.</param>
/// <param name="firstShard">Where to begin, so that no shard is always the last to get room.</param>
/// <param name="leftBehind">Hears of receivers without room.</param>
internal sealed class SweepPass(SweepContext context, ShardWakes wakes, PartyId? only, int firstShard, Action<PartyId> leftBehind)
{
    /// <summary>Shards where something may be due.</summary>
    private readonly Queue<ShardWalk> _due =
        new(Enumerable.Range(firstShard, context.Settings.Shards).Select(n => new ShardWalk(n % context.Settings.Shards)));

    /// <summary>Shards where the rest is due later.</summary>
    private readonly Queue<ShardWalk> _later = [];

    private readonly List<ShardWalk> _over = [];

    /// <summary>Rows looked at so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Accounts woken so far.</summary>
    public long Woken { get; private set; }

    public bool IsOver => _over.Count == context.Settings.Shards;

    /// <summary>Every shard has been looked through, though perhaps not since <see cref="LookAgain"/>.</summary>
    public bool HasSeenAll => _due.Concat(_later).All(walk => walk.HasEnded);

    /// <summary>False while it is over, and while only shards without room are left.</summary>
    public bool CanGoOn => _due.Any(HasRoom) || _later.Any(HasRoom);

    /// <summary>Looks through every shard once more: those that are over at once, the others when they come to their end.</summary>
    public void LookAgain()
    {
        foreach (var walk in _due.Concat(_later)) walk.Again = true;
        foreach (var walk in _over) Restart(walk);
        _over.Clear();
    }

    /// <summary>Looks at one page of one shard, or at more of it, so that a walk can give way to what is more urgent.</summary>
    /// <param name="pageSize">Rows; from 1 up.</param>
    /// <param name="most">Accounts woken, at most; from 1 up.</param>
    /// <param name="round">Counts those that are woken; null: nobody waits for them.</param>
    /// <param name="cancellation">The node gives up.</param>
    public async Task Step(int pageSize, long most, WakeRound? round, CancellationToken cancellation)
    {
        var walks = First(_due) ? _due : _later;
        if (!First(walks)) return;
        var walk = walks.Peek();
        var later = walk.Due.Count > 0 ? [] : await Turn(walk, pageSize, cancellation);
        walks.Dequeue();
        Wake(walk, most, round);
        if (walk.Due.Count > 0) _due.Enqueue(walk);
        else if (walk.IsLastPage) End(walk);
        else (walk.Last!.Due > context.Runtime.Time.GetUtcNow() ? _later : _due).Enqueue(walk);
        if (later.Count > 0) await Restore(later, cancellation);
    }

    /// <summary>Where nothing of the page is due, it needs none.</summary>
    private bool HasRoom(ShardWalk walk) => walk.Due.Count == 0 || wakes.Room(walk.Shard) > 0;

    /// <summary>Puts the first that can go on in front.</summary>
    /// <returns>False when there is none.</returns>
    private bool First(Queue<ShardWalk> walks)
    {
        for (var left = walks.Count; left > 0; left--)
        {
            if (HasRoom(walks.Peek())) return true;
            walks.Enqueue(walks.Dequeue());
        }
        return false;
    }

    private void End(ShardWalk walk)
    {
        walk.HasEnded = true;
        if (walk.Again) Restart(walk);
        else _over.Add(walk);
    }

    private void Restart(ShardWalk walk)
    {
        walk.Restart();
        _due.Enqueue(walk);
    }

    /// <summary>Reads the next page of a shard.</summary>
    /// <returns>What is due later within the horizon.</returns>
    private async Task<List<DelayEntry>> Turn(ShardWalk walk, int pageSize, CancellationToken cancellation)
    {
        var page = await context.RegistrationLog.Open(walk.Shard, walk.Last, pageSize, cancellation);
        Rows += page.Count;
        var now = context.Runtime.Time.GetUtcNow();
        var horizon = only is null ? now + context.Settings.DelayHorizon : now;
        List<DelayEntry> later = [];
        foreach (var work in page.TakeWhile(w => w.Due <= horizon))
        {
            if (work.Due > now) later.Add(new(walk.Shard, work.Account, work.Due));
            else if (only is not { } party || work.To == party) walk.Due.Enqueue(work);
        }
        walk.Turn(page is [.., var last] ? last : walk.Last, page.Count < pageSize || page[^1].Due > horizon);
        return later;
    }

    /// <summary>An account is woken once for all its rows of the page: it looks at everything that it has open.</summary>
    private void Wake(ShardWalk walk, long most, WakeRound? round)
    {
        for (var enough = Woken + most; walk.Due.TryPeek(out var work); walk.Due.Dequeue())
        {
            // What a gate holds is looked at whether or not its receiver has room.
            if (only is null && work.Status is not Status.Gated && context.Room(work.To) == 0) leftBehind(work.To);
            else if (!walk.Woken.Contains(work.Account))
            {
                if (Woken == enough || wakes.Room(walk.Shard) == 0) return;
                walk.Woken.Add(work.Account);
                Wake(walk.Shard, work.Account, round);
            }
        }
    }

    private void Wake(int shard, AccountId account, WakeRound? round)
    {
        Woken++;
        wakes.Begin(shard);
        round?.Begin();
        context.Wake(shard, account, _ =>
        {
            wakes.End(shard);
            round?.End();
        });
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
}
