using System.Globalization;
using StackExchange.Redis;

namespace ActorSync.Benchmarks.Delays;

/// <summary>The baseline of a delay queue in Redis: a sorted set by due time that one loop polls, as people write it.</summary>
internal sealed class BareZset(IDatabase redis)
{
    private const int InFlight = 512;
    private const int Page = 1_000;

    /// <summary>As the poller of `tests/Peers` looks again when nothing is due.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private static readonly RedisKey Key = "bare-timers";

    public async Task Fill(Schedule schedule)
    {
        await redis.KeyDeleteAsync(Key);
        foreach (var some in Enumerable.Range(0, schedule.Count).Chunk(InFlight))
            await Task.WhenAll(some.Select(i => redis.SortedSetAddAsync(Key, i, schedule.At(i).ToUnixTimeMilliseconds())));
    }

    /// <summary>Begins each call when it is due; returns when all have begun.</summary>
    public async Task Poll(Schedule schedule, BareCalls calls)
    {
        for (var begun = 0; begun < schedule.Count;)
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            var due = await redis.SortedSetRangeByScoreAsync(Key, stop: now, take: Page);
            if (due.Length > 0) await redis.SortedSetRemoveAsync(Key, due);
            foreach (var i in due) calls.Begin(int.Parse((string)i!, CultureInfo.InvariantCulture));
            begun += due.Length;
            if (due.Length < Page) await Task.Delay(LookAgain, TimeProvider.System);
        }
    }
}
