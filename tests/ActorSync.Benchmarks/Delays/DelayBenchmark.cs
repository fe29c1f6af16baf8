using System.CommandLine;
using System.Diagnostics;
using ActorSync.Engine;
using ActorSync.Redis;
using Spectre.Console;
using StackExchange.Redis;

namespace ActorSync.Benchmarks.Delays;

/// <summary>`delay`: entries scheduled, claimed and acknowledged a second ÷ bare pipelined ZADD.</summary>
internal static class DelayBenchmark
{
    private const int Shards = 64;
    private const int InFlight = 512;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset Due = DateTimeOffset.UnixEpoch.AddYears(60);

    public static Command Command()
    {
        var rounds = new Option<int>("--rounds") { Description = "Interleaved rounds; the medians count", DefaultValueFactory = _ => 5 };
        var count = new Option<int>("--entries") { Description = "In each round", DefaultValueFactory = _ => 100_000 };
        var redis = new Option<string>("--redis")
        {
            Description = "host:port; one is started if none is named", DefaultValueFactory = _ => "",
        };
        var command = new Command("delay", "Delay queue in Redis ÷ bare pipelined ZADD.") { rounds, count, redis };
        command.SetAction((parsed, _) => Run(parsed.GetValue(rounds), parsed.GetValue(count), parsed.GetValue(redis)!));
        return command;
    }

    private static async Task<int> Run(int rounds, int count, string endpoint)
    {
        await using var server = await BenchRedis.Start(endpoint);
        await using var connection = new RedisConnection(server.Settings, TimeProvider.System);
        using var bare = await server.Bare();
        DelayEntry[] entries = [.. Enumerable.Range(0, count)
            .Select(i => new DelayEntry(i % Shards, AccountId.Parse($"acc-{i:000000}"), Due.AddMilliseconds(i)))];
        List<double> bares = [], schedules = [], claims = [], acknowledgements = [], cycles = [];
        // The first round is for the compiler.
        for (var round = 0; round <= rounds; round++)
        {
            var b = await Bare(bare.GetDatabase(), entries);
            var (s, c, a) = await Cycle(new RedisDelayQueue(connection, Lease), entries);
            if (round == 0) continue;
            bares.Add(b);
            schedules.Add(s);
            claims.Add(c);
            acknowledgements.Add(a);
            cycles.Add(1 / (1 / s + 1 / c + 1 / a));
        }
        var (memorySchedule, memoryClaim, memoryAcknowledge) = await Cycle(new InProcessDelayQueue(), entries);
        var idle = await Idle(new RedisDelayQueue(connection, Lease));

        var table = new Table().Border(TableBorder.Rounded).Title($"entries a second, {count:N0} entries, {InFlight} in a call")
            .AddColumn("").AddColumn(new TableColumn("Redis").RightAligned())
            .AddColumn(new TableColumn("÷ bare ZADD").RightAligned()).AddColumn(new TableColumn("in process").RightAligned());
        var zadd = Median.Of(bares);
        void Row(string name, double rate, double memory) => table.AddRow(name, $"{rate:N0}", $"{rate / zadd:0.00}", $"{memory:N0}");
        table.AddRow($"bare ZADD, {InFlight} in flight", $"{zadd:N0}", "1.00", "");
        Row("scheduled", Median.Of(schedules), memorySchedule);
        Row("claimed", Median.Of(claims), memoryClaim);
        Row("acknowledged", Median.Of(acknowledgements), memoryAcknowledge);
        Row("all three, one after the other", Median.Of(cycles), 1 / (1 / memorySchedule + 1 / memoryClaim + 1 / memoryAcknowledge));
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"a claim on an idle queue of {Shards} shards takes {idle.TotalMicroseconds:0} µs");
        return 0;
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

    private static async Task<(double Scheduled, double Claimed, double Acknowledged)> Cycle(IDelayQueue queue, DelayEntry[] entries)
    {
        int[] shards = [.. Enumerable.Range(0, Shards)];
        var scheduled = await Rate(entries.Length, async () =>
        {
            foreach (var some in entries.Chunk(InFlight)) await queue.Schedule(some, default);
        });
        List<DelayEntry> claimed = [];
        var claiming = await Rate(entries.Length, async () =>
        {
            while (claimed.Count < entries.Length)
                claimed.AddRange((await queue.Claim(shards, entries[^1].Due, InFlight, default)).Entries);
        });
        var acknowledged = await Rate(entries.Length, async () =>
        {
            foreach (var some in claimed.Chunk(InFlight)) await queue.Acknowledge(some, default);
        });
        return (scheduled, claiming, acknowledged);
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
}
