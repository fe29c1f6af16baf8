using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using ActorSync.Benchmarks.Pipeline;
using ActorSync.Node.Load;
using ActorSync.Tests.Support;
using Workload = ActorSync.Benchmarks.Pipeline.Workload;

namespace ActorSync.Benchmarks.Release;

/// <summary>
/// `release`: from the receiver's answer to a main registration until its waiting sub's call is there, at a steady pace; beside
/// a client that calls the same receiver for one and then for the other, with nothing between.
/// </summary>
internal static class ReleaseBenchmark
{
    private static readonly decimal[] Percents = [50, 90, 99, 99.9m, 100];

    private static readonly Option<int> Rounds = BenchOptions.Rounds(3);
    private static readonly Option<int> WarmUp = BenchOptions.WarmUp(2);
    private static readonly Option<int> Pace = BenchOptions.Whole(
        "--pace", "Accounts a second, a main and a sub registration each", 250, 1, 10_000);
    private static readonly Option<int> Seconds = BenchOptions.Whole("--seconds", "Of each round", 10, 1, 3_600);
    private static readonly Option<string> Config = BenchOptions.Config();

    public static Command Command() => Benchmark.Command(
        "release", "Milliseconds from main done to its sub's call, at a steady pace ÷ a client that makes both calls.",
        [Rounds, WarmUp, Pace, Seconds, Config], Measure);

    private static async Task<Findings> Measure(ParseResult parsed)
    {
        var (rounds, warmUp) = (parsed.GetValue(Rounds), parsed.GetValue(WarmUp));
        var (pace, seconds) = (parsed.GetValue(Pace), parsed.GetValue(Seconds));
        var url = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        await using var receiver = await Releases.Start(url);
        await using var deployment = await Deployment.Start(
            $"actorsync.parties.C.base-url = \"{url.OriginalString}\"\n{parsed.GetValue(Config)}");
        using var http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        List<double[]> bare = [], released = [];
        for (var round = 1 - warmUp; round <= rounds; round++)
        {
            Live.Round(round, warmUp, rounds);
            var workload = Workload.Create(round + warmUp, 2 * pace * seconds).Registrations;
            var accounts = workload.Where(r => r.IsSub)
                .Join(workload.Where(r => !r.IsSub), r => r.Account, r => r.Account, (sub, main) => (Sub: sub, Main: main)).ToList();
            var direct = await Round(receiver, accounts.Count, pace, async i =>
            {
                await Send(http, HttpMethod.Put, new(url, accounts[i].Main.Path), accounts[i].Main.Body);
                await Send(http, HttpMethod.Put, new(url, accounts[i].Sub.Path), accounts[i].Sub.Body);
            });
            var through = await Round(receiver, accounts.Count, pace, async i =>
            {
                await Send(http, HttpMethod.Post, new(deployment.Api, "/v1/submissions"), Encoding.UTF8.GetBytes(accounts[i].Sub.Line));
                await Send(http, HttpMethod.Post, new(deployment.Api, "/v1/submissions"), Encoding.UTF8.GetBytes(accounts[i].Main.Line));
            });
            if (round < 1) continue;
            bare.Add(direct);
            released.Add(through);
        }
        var table = new ResultTable($"milliseconds from the answer to a main to its sub's call, {pace} accounts a second",
            new Column("p50", "p50", "0.00"), new("p90", "p90", "0.00"), new("p99", "p99", "0.00"),
            new("p99.9", "p999", "0.00"), new("longest", "longest", "0.00"), new("early", "early"));
        Figure[] own = Of(released), baseline = Of(bare);
        table.Add("a client that calls for both", [.. baseline, Figure.Once(0)]);
        table.Add("the node", [.. own, Figure.Once(receiver.Early)]);
        table.Add("the node ÷ it", [.. own.Zip(baseline, (o, b) => o.DividedBy(b)), Figure.None]);
        return Findings.Of(table);
    }

    /// <returns>One for each percentile.</returns>
    private static Figure[] Of(List<double[]> rounds) =>
        [.. Percents.Select(percent => Figure.Of(rounds.Select(took => Percentile.Of(took, percent))))];

    /// <summary>Does something for so many accounts at a pace, whether or not the one before is done, until all subs are there.</summary>
    private static async Task<double[]> Round(Releases receiver, int count, int pace, Func<int, Task> act)
    {
        List<Task> acts = [];
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / pace) - TimeProvider.System.GetElapsedTime(started);
            if (due > TimeSpan.Zero) await Task.Delay(due, TimeProvider.System);
            acts.Add(act(i));
        }
        await Task.WhenAll(acts);
        await Patience.Until("subs at the receiver", count, () => Task.FromResult((long)receiver.Count));
        return receiver.Drain();
    }

    private static async Task Send(HttpClient http, HttpMethod method, Uri address, byte[] body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
