using System.CommandLine;

namespace ActorSync.Benchmarks.Delays;

/// <summary>
/// `timer`: how long after their time the calls of many waiting registrations start, seen from the receiver; beside what makes
/// the same calls without keeping anything, a .NET timer for each, and beside a Redis sorted set that a loop polls.
/// </summary>
internal static class TimerBenchmark
{
    private const string Timers = ".NET timers";
    private const string Zset = "bare ZSET, polled";

    private static readonly Option<int> Rounds = BenchOptions.Rounds(3);
    private static readonly Option<int> Entries = BenchOptions.Whole(
        "--entries", "Registrations that wait at once", 100_000, 100, 1_000_000);
    private static readonly Option<int> Over = BenchOptions.Whole("--over", "Seconds over which they become due", 100, 1, 3_600);
    private static readonly Option<int> Feed = BenchOptions.Whole(
        "--feed", "Seconds until the first is due: time for a node to take all in", 40, 1, 3_600);
    private static readonly Option<string[]> Queues = BenchOptions.Some(
        "--queues", "Each a node of its own; mysql with the store in the same MariaDB",
        [NodeTimers.Embedded, NodeTimers.Redis, NodeTimers.MySql], [NodeTimers.Embedded, NodeTimers.Redis, NodeTimers.MySql]);
    private static readonly Option<string> Config = BenchOptions.Config();

    private const int ForCompiler = 1_000;
    private static readonly TimeSpan CompilerTime = TimeSpan.FromSeconds(2);

    /// <summary>Until the first is due, for the baselines: they take less long to take all in.</summary>
    private static readonly TimeSpan BareLead = TimeSpan.FromSeconds(10);

    public static Command Command() => Benchmark.Command(
        "timer", "Milliseconds from due to the call with many timers pending ÷ bare .NET timers, ÷ a polled ZSET. A round takes --over "
            + "seconds for each queue and each baseline, and --feed more for each queue.",
        [Rounds, Entries, Over, Feed, Queues, Config], Measure);

    private static async Task<Findings> Measure(ParseResult parsed)
    {
        var (queues, rounds) = (parsed.GetValue(Queues)!, parsed.GetValue(Rounds));
        await using var receiver = await Punctuality.Start();
        await using var redis = queues.Contains(NodeTimers.Redis) ? await BenchRedis.Start("") : null;
        using var bare = redis is null ? null : await redis.Bare();
        await using var database = queues.Contains(NodeTimers.MySql) ? await OwnServer.MariaDb() : null;

        var (count, over) = (parsed.GetValue(Entries), TimeSpan.FromSeconds(parsed.GetValue(Over)));
        Func<Schedule> Due(TimeSpan lead) => () => new(count, TimeProvider.System.GetUtcNow() + lead, over);
        List<(string Name, Func<int, Task<Lateness>> Run)> contestants =
        [
            (Timers, _ => BareTimersOf(receiver, Due(BareLead)())),
            .. bare is null
                ? Array.Empty<(string, Func<int, Task<Lateness>>)>()
                : [(Zset, _ => ZsetOf(new(bare.GetDatabase()), receiver, Due(BareLead)()))],
            .. queues.Select(queue => (queue, (Func<int, Task<Lateness>>)(round => NodeTimers.Run(
                $"{NodeTimers.Configuration(queue, round, redis, database)}\n{parsed.GetValue(Config)}", receiver,
                Due(TimeSpan.FromSeconds(parsed.GetValue(Feed))))))),
        ];
        // Only for the compiler: the receiver and the baselines are in this process.
        await BareTimersOf(receiver, new(ForCompiler, TimeProvider.System.GetUtcNow() + CompilerTime, CompilerTime));
        var found = contestants.ToDictionary(c => c.Name, _ => new List<Lateness>());
        for (var round = 1; round <= rounds; round++)
            foreach (var (name, run) in contestants)
            {
                Live.Round(round, 0, rounds, name);
                found[name].Add(await run(round));
            }
        return Findings.Of(Late(found, count, over), Ratios(found, queues));
    }

    private static ResultTable Late(Dictionary<string, List<Lateness>> found, int count, TimeSpan over)
    {
        var table = new ResultTable(
            $"milliseconds after due, {count:N0} pending, due over {over.TotalSeconds:0} s", Lateness.Columns);
        foreach (var (name, rounds) in found) table.Add(name, Lateness.Figures(rounds));
        return table;
    }

    private static ResultTable Ratios(Dictionary<string, List<Lateness>> found, string[] queues)
    {
        var table = new ResultTable("the same ÷ its baseline", Lateness.RatioColumns);
        foreach (var queue in queues)
        {
            table.Add($"{queue} ÷ {Timers}", Lateness.Ratios(found[queue], found[Timers]));
            if (queue == NodeTimers.Redis) table.Add($"{queue} ÷ {Zset}", Lateness.Ratios(found[queue], found[Zset]));
        }
        return table;
    }

    private static async Task<Lateness> BareTimersOf(Punctuality receiver, Schedule schedule)
    {
        using var calls = new BareCalls(receiver.Url, schedule);
        var started = TimeProvider.System.GetTimestamp();
        using var timers = BareTimers.Start(schedule, calls);
        var put = TimeProvider.System.GetElapsedTime(started);
        schedule.MustBeAhead(put);
        var late = await receiver.All(schedule);
        await calls.Ended();
        return new(late, put);
    }

    private static async Task<Lateness> ZsetOf(BareZset zset, Punctuality receiver, Schedule schedule)
    {
        using var calls = new BareCalls(receiver.Url, schedule);
        var started = TimeProvider.System.GetTimestamp();
        await zset.Fill(schedule);
        var put = TimeProvider.System.GetElapsedTime(started);
        schedule.MustBeAhead(put);
        await zset.Poll(schedule, calls);
        await calls.Ended();
        return new(await receiver.All(schedule), put);
    }
}
