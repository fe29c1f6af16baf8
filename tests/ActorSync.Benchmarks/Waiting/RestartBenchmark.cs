using System.CommandLine;
using System.Diagnostics;
using ActorSync.Benchmarks.Peers;
using ActorSync.Benchmarks.Pipeline;

namespace ActorSync.Benchmarks.Waiting;

/// <summary>
/// `restart`: a node with many waiting registrations is killed in the middle of a burst and started again. How long until the
/// receiver gets its first call, until everything open is found again (what is due is woken, what is due within the horizon is
/// back in the delay queue), and until the burst is delivered; beside a node with few. The many wait for a day, beyond the
/// usual horizon; `--config 'actorsync.engine.delay-horizon = 1d'` has them all found.
/// </summary>
internal static class RestartBenchmark
{
    /// <summary>After which what a dead node had sent has reached the receiver.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private static readonly Option<int[]> Open = BenchOptions.Wholes(
        "--open", "Waiting registrations, the baseline first", [1_000, 1_000_000], 1, 10_000_000);
    private static readonly Option<int> Rounds = BenchOptions.Whole("--rounds", "Interleaved kills; the medians count", 3, 1, 100);
    private static readonly Option<int> Count = BenchOptions.Registrations("In each burst");
    private static readonly Option<string> Config = BenchOptions.Config();

    public static Command Command() => Benchmark.Command(
        "restart", "Seconds from a start after a kill until work goes on, with 1,000,000 open registrations and with 1,000.",
        [Open, Rounds, Count, Config], Measure);

    private static async Task<Findings> Measure(ParseResult parsed)
    {
        var rounds = parsed.GetValue(Rounds);
        List<(Waiters Waiters, List<Restarted> Restarts)> all = [];
        try
        {
            foreach (var size in parsed.GetValue(Open)!)
                all.Add((await Waiters.Start(size, throughNode: false, parsed.GetValue(Config)!), []));
            for (var round = 1; round <= rounds; round++)
                foreach (var (waiters, restarts) in all)
                {
                    Live.Round(round, 0, rounds, $"a kill with {waiters.Waiting:N0} open");
                    restarts.Add(await KillAndStart(waiters.Deployment, Workload.Create(round, parsed.GetValue(Count))));
                }
            return Findings.Of(Table(all));
        }
        finally
        {
            foreach (var (waiters, _) in all) await waiters.DisposeAsync();
        }
    }

    private static ResultTable Table(List<(Waiters Waiters, List<Restarted> Restarts)> all)
    {
        var table = new ResultTable("seconds from the start after a kill",
            new("open", "open"), new("of a burst", "left"), new("ready", "ready", "0.00"),
            new("first delivery", "first", "0.00"), new("ratio", "firstRatio", "0.0"), new("all found", "found", "0.00"),
            new("ratio", "foundRatio", "0.0"), new("burst delivered", "delivered", "0.00"), new("ratio", "deliveredRatio", "0.0"),
            new("first delivery, worst", "worstFirst", "0.00"), new("all found, worst", "worstFound", "0.00"));
        foreach (var (waiters, restarts) in all)
        {
            Figure Of(Func<Restarted, TimeSpan> time) => Figure.Of(restarts.Select(r => time(r).TotalSeconds));
            Figure Ratio(Func<Restarted, TimeSpan> time) =>
                Of(time).DividedBy(Figure.Of(all[0].Restarts.Select(r => time(r).TotalSeconds)));
            table.Add(Figure.Once(waiters.Waiting), Figure.Of(restarts.Select(r => (double)r.Left)),
                Of(r => r.Ready), Of(r => r.First), Ratio(r => r.First), Of(r => r.Found), Ratio(r => r.Found),
                Of(r => r.Delivered), Ratio(r => r.Delivered),
                Figure.Once(restarts.Max(r => r.First.TotalSeconds)), Figure.Once(restarts.Max(r => r.Found.TotalSeconds)));
        }
        return table;
    }

    private static async Task<Restarted> KillAndStart(Deployment deployment, Workload burst)
    {
        using var pipeline = new PipelineRun(deployment.Api, deployment.ReceiverUrl);
        using var receiver = new ReceiverView(deployment.ReceiverUrl);
        var before = (await receiver.Count()).TookOver;
        await pipeline.Feed(burst);
        await deployment.Kill();
        var reached = await AtRest(receiver);
        var left = before + burst.Registrations.Count - reached.TookOver;
        if (left <= 0) throw new CannotRunException("expected the kill to leave something of the burst: use more --registrations");

        var started = Stopwatch.GetTimestamp();
        var ready = Time(deployment.StartAgain(), started);
        var first = Time(Patience.Until("calls since the start", 1, async () => (await receiver.Count()).All - reached.All), started);
        var delivered = Time(Patience.Until(
            "registrations of the burst at the receiver", burst.Registrations.Count,
            async () => (await receiver.Count()).TookOver - before), started);
        await ready;
        var found = Time(Recovery.End(deployment.Management), started);
        return new((int)left, await ready, await first, await found, await delivered);
    }

    private static async Task<TimeSpan> Time(Task work, long started)
    {
        await work;
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<ReceivedCalls> AtRest(ReceiverView receiver)
    {
        while (true)
        {
            var seen = await receiver.Count();
            await Task.Delay(Quiet, TimeProvider.System);
            if ((await receiver.Count()).All == seen.All) return seen;
        }
    }

    /// <param name="Left">Registrations of the burst that had not reached the receiver when the node died.</param>
    /// <param name="Ready">Until `/ready` said so.</param>
    /// <param name="First">Until the receiver's first call.</param>
    /// <param name="Found">Until everything open was found.</param>
    /// <param name="Delivered">Until the receiver had the whole burst.</param>
    private sealed record Restarted(int Left, TimeSpan Ready, TimeSpan First, TimeSpan Found, TimeSpan Delivered);
}
