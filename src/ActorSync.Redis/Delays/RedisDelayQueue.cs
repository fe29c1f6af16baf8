using StackExchange.Redis;

namespace ActorSync.Redis;

/// <summary>
/// The delay queue in Redis (S2): for each shard a sorted set of who waits and one of who is leased. Both carry the shard as
/// their hash tag, so that they stay together in a cluster. Each script is atomic and touches one shard; a call sends those of
/// all its shards at once.
/// </summary>
/// <param name="redis">The way to the server; shared, and closed by its owner.</param>
/// <param name="lease">How long a claimed entry is kept from other claims.</param>
/// <param name="dropped">Hears of members that were taken out because they are no entries; null: nobody does.</param>
public sealed class RedisDelayQueue(RedisConnection redis, TimeSpan lease, Action<string>? dropped = null) : IDelayQueue
{
    /// <summary>Entries of one command: a server that runs it does nothing else, for about a millisecond.</summary>
    private const int EntriesAtOnce = 1000;

    private static readonly string ClaimScript = Script.Read("Delays/claim.lua");
    private static readonly string RestoreScript = Script.Read("Delays/restore.lua");
    private static readonly string AcknowledgeScript = Script.Read("Delays/acknowledge.lua");

    private readonly Outlook _outlook = new();
    private int? _reconnects;

    public async Task Schedule(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        _outlook.Expect(entries);
        await Each(entries, (db, shard, some) => db.SortedSetAddAsync(
            Waiting(shard), [.. some.Select(e => new SortedSetEntry(e.Account.Value, Milliseconds.AtOrAfter(e.Due)))]), cancellation);
        _outlook.Expect(entries);
    }

    public async Task Restore(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        _outlook.Expect(entries);
        await Each(entries, (db, shard, some) => db.ScriptEvaluateAsync(
            RestoreScript, [Waiting(shard), Leased(shard)],
            [.. some.SelectMany(e => Pair(Milliseconds.AtOrAfter(e.Due), e))]), cancellation);
        _outlook.Expect(entries);
    }

    public Task Cancel(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) =>
        Each(entries, (db, shard, some) => db.SortedSetRemoveAsync(
            Waiting(shard), [.. some.Select(e => (RedisValue)e.Account.Value)]), cancellation);

    public async Task<DelayClaim> Claim(IReadOnlyList<int> shards, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        List<DelayEntry> claimed = [];
        List<(int Shard, RedisValue Member)> strange = [];
        var forgot = false;
        var due = _outlook.Due(shards, now, limit);
        for (var looks = due.Concat(_outlook.Quiet(shards, now, due)).Take(limit).ToList(); looks.Count > 0;)
        {
            var share = Math.Max(1, (limit - claimed.Count) / looks.Count);
            foreach (var (look, answer) in looks.Zip(await Ask(looks, now, share, cancellation)))
                forgot |= Read(look, answer, claimed, strange);
            looks = claimed.Count < limit ? _outlook.Due(shards, now, limit - claimed.Count) : [];
        }
        if (strange.Count > 0) await Drop(strange, cancellation);
        forgot |= HasReconnected();
        if (forgot) await LookAtAll(shards, now, cancellation);
        return new(claimed, _outlook.Next(shards)) { Forgot = forgot };
    }

    public async Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation)
    {
        await Each(entries, (db, shard, some) =>
            db.ScriptEvaluateAsync(AcknowledgeScript, [Leased(shard)], [.. some.SelectMany(e => Pair(e.Lease, e))]), cancellation);
        _outlook.Doubt(entries);
    }

    private RedisKey Waiting(int shard) => redis.Key($"delay:{{{shard}}}:waiting");

    private RedisKey Leased(int shard) => redis.Key($"delay:{{{shard}}}:leased");

    private static RedisValue[] Pair(long number, DelayEntry entry) => [number, entry.Account.Value];

    private Task<RedisResult[]> Ask(List<Outlook.Look> looks, DateTimeOffset now, int share, CancellationToken cancellation)
    {
        RedisValue[] arguments = [Milliseconds.Of(now), Milliseconds.Of(now + lease), share];
        return redis.Ask(db => Task.WhenAll(
            looks.Select(look => db.ScriptEvaluateAsync(ClaimScript, [Waiting(look.Shard), Leased(look.Shard)], arguments))), cancellation);
    }

    /// <summary>
    /// Who lost one shard has lost the others too, as a rule: each would be told as a loss of its own when its turn comes.
    /// Leases nothing.
    /// </summary>
    private async Task LookAtAll(IReadOnlyList<int> shards, DateTimeOffset now, CancellationToken cancellation)
    {
        var looks = _outlook.All(shards);
        foreach (var (look, answer) in looks.Zip(await Ask(looks, now, share: 0, cancellation))) Read(look, answer, [], []);
    }

    /// <returns>True when the shard has lost something.</returns>
    private bool Read(Outlook.Look look, RedisResult result, List<DelayEntry> claimed, List<(int Shard, RedisValue Member)> strange)
    {
        var answer = ClaimAnswer.Read(look.Shard, result, claimed, strange);
        return _outlook.Learn(look, answer.Next, answer.Kept);
    }

    /// <summary>
    /// Takes out what nobody could ever acknowledge. While Redis is away it stays, to be found again when its lease ends: those
    /// who were claimed with it need not wait for that.
    /// </summary>
    private async Task Drop(List<(int Shard, RedisValue Member)> strange, CancellationToken cancellation)
    {
        try
        {
            await redis.Ask(db => Task.WhenAll(
                strange.GroupBy(s => s.Shard, s => s.Member).Select(g => db.SortedSetRemoveAsync(Leased(g.Key), [.. g]))), cancellation);
        }
        catch (StoreUnavailableException)
        {
            return;
        }
        foreach (var (shard, member) in strange) dropped?.Invoke($"{(string?)member} in shard {shard}");
    }

    /// <summary>Who was away may have come back with an older memory, or with none.</summary>
    private bool HasReconnected()
    {
        var reconnects = redis.Reconnects;
        var before = _reconnects ?? reconnects;
        _reconnects = reconnects;
        return before != reconnects;
    }

    private async Task Each<T>(
        IReadOnlyList<DelayEntry> entries, Func<IDatabase, int, DelayEntry[], Task<T>> call, CancellationToken cancellation)
    {
        if (entries.Count == 0) return;
        await redis.Ask(db => Task.WhenAll(
            from shard in entries.GroupBy(e => e.Shard)
            from some in shard.Chunk(EntriesAtOnce)
            select call(db, shard.Key, some)), cancellation);
    }
}
