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
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <summary>After which what a dead node had sent has reached the receiver.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private static readonly Option<int[]> Open = new("--open")
    {
        Description = "Waiting registrations, the baseline first", DefaultValueFactory = _ => [1_000, 1_000_000],
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "Interleaved kills; the medians count", DefaultValueFactory = _ => 3,
    };
    private static readonly Option<int> Count = new("--registrations") { Description = "In each burst", DefaultValueFactory = _ => 10_000 };
    private static readonly Option<string> Config = new("--config")
    {
        Description = "HOCON over the defaults", DefaultValueFactory = _ => "",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "The result as JSON" };

    public static Command Command()
    {
        var command = new Command(
            "restart", "Seconds from a start after a kill until work goes on, with 1,000,000 open registrations and with 1,000.")
        {
            Open, Rounds, Count, Config, Json,
        };
        command.SetAction((parsed, _) => Run(
            parsed.GetValue(Open)!, parsed.GetValue(Rounds), parsed.GetValue(Count), parsed.GetValue(Config)!, parsed.GetValue(Json)));
        return command;
    }

    private static async Task<int> Run(int[] sizes, int rounds, int count, string config, bool asJson)
    {
        List<(Waiters Waiters, List<Restarted> Restarts)> all = [];
        try
        {
            foreach (var size in sizes) all.Add((await Waiters.Start(size, throughNode: false, config), []));
            for (var round = 1; round <= rounds; round++)
                foreach (var (waiters, restarts) in all)
                {
                    Live.Say($"kill {round} of {rounds}, {waiters.Waiting:N0} open");
                    restarts.Add(await KillAndStart(waiters.Deployment, Workload.Create(round, count)));
                }
            var table = new ResultTable("seconds from the start after a kill",
                new("open", "open"), new("of a burst", "left"), new("ready", "ready", "0.00"),
                new("first delivery", "first", "0.00"), new("all found", "found", "0.00"), new("burst delivered", "delivered", "0.00"),
                new("first delivery, worst", "worstFirst", "0.00"), new("all found, worst", "worstFound", "0.00"));
            foreach (var (waiters, restarts) in all)
            {
                double Of(Func<Restarted, TimeSpan> time) => Median.Of(restarts.Select(r => time(r).TotalSeconds));
                table.Add(waiters.Waiting, Median.Of(restarts.Select(r => (double)r.Left)),
                    Of(r => r.Ready), Of(r => r.First), Of(r => r.Found), Of(r => r.Delivered),
                    restarts.Max(r => r.First.TotalSeconds), restarts.Max(r => r.Found.TotalSeconds));
            }
            table.Show(asJson);
            return 0;
        }
        finally
        {
            foreach (var (waiters, _) in all) await waiters.DisposeAsync();
        }
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
        if (left <= 0) throw new InvalidOperationException("expected the kill to leave something of the burst: use more --registrations");

        var started = Stopwatch.GetTimestamp();
        var ready = Time(deployment.StartAgain(), started);
        var first = Time(Until(receiver, c => c.All > reached.All), started);
        var delivered = Time(Until(receiver, c => c.TookOver >= before + burst.Registrations.Count), started);
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

    private static async Task Until(ReceiverView receiver, Func<ReceivedCalls, bool> isSo)
    {
        while (!isSo(await receiver.Count())) await Task.Delay(Look, TimeProvider.System);
    }

    /// <param name="Left">Registrations of the burst that had not reached the receiver when the node died.</param>
    /// <param name="Ready">Until `/ready` said so.</param>
    /// <param name="First">Until the receiver's first call.</param>
    /// <param name="Found">Until everything open was found.</param>
    /// <param name="Delivered">Until the receiver had the whole burst.</param>
    private sealed record Restarted(int Left, TimeSpan Ready, TimeSpan First, TimeSpan Found, TimeSpan Delivered);
}
