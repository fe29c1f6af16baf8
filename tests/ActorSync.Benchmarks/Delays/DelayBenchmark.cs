using System.CommandLine;
using System.Diagnostics;
using ActorSync.Engine;
using ActorSync.Redis;
using StackExchange.Redis;

namespace ActorSync.Benchmarks.Delays;

/// <summary>`delay`: entries scheduled, claimed and acknowledged a second ÷ bare pipelined ZADD; beside the queue in memory.</summary>
internal static class DelayBenchmark
{
    private const int Shards = 64;
    private const int InFlight = 512;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset Due = DateTimeOffset.UnixEpoch.AddYears(60);

    private static readonly Option<int> Rounds = BenchOptions.Rounds(5);
    private static readonly Option<int> Entries = BenchOptions.Whole("--entries", "In each round", 100_000, 100, 1_000_000);
    private static readonly Option<string> Redis = new("--redis")
    {
        Description = "host:port; one is started if none is named", HelpName = "host:port", DefaultValueFactory = _ => "",
    };

    public static Command Command() =>
        Benchmark.Command("delay", "Delay queue in Redis ÷ bare pipelined ZADD.", [Rounds, Entries, Redis], Measure);

    private static async Task<Findings> Measure(ParseResult parsed)
    {
        var (rounds, count) = (parsed.GetValue(Rounds), parsed.GetValue(Entries));
        await using var server = await BenchRedis.Start(parsed.GetValue(Redis)!);
        await using var connection = new RedisConnection(server.Settings, TimeProvider.System);
        using var bare = await server.Bare();
        DelayEntry[] entries = [.. Enumerable.Range(0, count)
            .Select(i => new DelayEntry(i % Shards, AccountId.Parse($"acc-{i:000000}"), Due.AddMilliseconds(i)))];
        List<double> bares = [], idle = [];
        List<CycleRates> inRedis = [], inProcess = [];
        // The first round is for the compiler.
        for (var round = 0; round <= rounds; round++)
        {
            Live.Round(round, 1, rounds);
            var zadd = await Bare(bare.GetDatabase(), entries);
            var redis = await Cycle(new RedisDelayQueue(connection, Lease), entries);
            var memory = await Cycle(new InProcessDelayQueue(), entries);
            var look = await Idle(new RedisDelayQueue(connection, Lease));
            if (round == 0) continue;
            bares.Add(zadd);
            inRedis.Add(redis);
            inProcess.Add(memory);
            idle.Add(look.TotalMicroseconds);
        }
        var table = new ResultTable($"entries a second, {count:N0} entries, {InFlight} in a call",
            new("Redis", "redis"), new("÷ bare ZADD", "ratio", "0.00"), new("in process", "inProcess"));
        var baseline = Figure.Of(bares);
        table.Add($"bare ZADD, {InFlight} in flight", baseline, Figure.Once(1), Figure.None);
        Row("scheduled", r => r.Scheduled);
        Row("claimed", r => r.Claimed);
        Row("acknowledged", r => r.Acknowledged);
        Row("all three, one after the other", r => r.All);
        var looks = Figure.Of(idle);
        return Findings.Of(table).With(
            "idleClaimMicroseconds", looks.Value, $"a claim on an idle queue of {Shards} shards takes {looks.Value:0} µs");

        void Row(string name, Func<CycleRates, double> rate)
        {
            var figure = Figure.Of(inRedis.Select(rate));
            table.Add(name, figure, figure.DividedBy(baseline), Figure.Of(inProcess.Select(rate)));
        }
    }

    /// <summary>The baseline: one command an entry, as many in flight as an entry list has.</summary>
    private static async Task<double> Bare(IDatabase db, DelayEntry[] entries)
    {
        await db.KeyDeleteAsync("bare");
        var started = Stopwatch.GetTimestamp();
        foreach (var some in entries.Chunk(InFlight))
            await Task.WhenAll(some.Select(e => db.SortedSetAddAsync("bare", e.Account.Value, e.Due.ToUnixTimeMilliseconds())));
        return entries.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<CycleRates> Cycle(IDelayQueue queue, DelayEntry[] entries)
    {
        int[] shards = [.. Enumerable.Range(0, Shards)];
        var scheduled = await Rate(entries.Length, async () =>
        {
            foreach (var some in entries.Chunk(InFlight)) await queue.Schedule(some, default);
        });
        List<DelayEntry> claimed = [];
        var claiming = await Rate(entries.Length, () => Patience.Until("entries claimed", entries.Length, async () =>
        {
            IReadOnlyList<DelayEntry> some;
            do claimed.AddRange(some = (await queue.Claim(shards, entries[^1].Due, InFlight, default)).Entries);
            while (some.Count > 0 && claimed.Count < entries.Length);
            return claimed.Count;
        }));
        var acknowledged = await Rate(entries.Length, async () =>
        {
            foreach (var some in claimed.Chunk(InFlight)) await queue.Acknowledge(some, default);
        });
        return new(scheduled, claiming, acknowledged);
    }

    private static async Task<TimeSpan> Idle(RedisDelayQueue queue)
    {
        const int looks = 1000;
        int[] shards = [.. Enumerable.Range(0, Shards)];
        await queue.Claim(shards, Due, InFlight, default);
        var started = Stopwatch.GetTimestamp();
        for (var i = 1; i <= looks; i++) await queue.Claim(shards, Due.AddSeconds(i), InFlight, default);
        return Stopwatch.GetElapsedTime(started) / looks;
    }

    private static async Task<double> Rate(int count, Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Entries a second, in each part of an entry's life.</summary>
    private sealed record CycleRates(double Scheduled, double Claimed, double Acknowledged)
    {
        public double All => 1 / (1 / Scheduled + 1 / Claimed + 1 / Acknowledged);
    }
}
