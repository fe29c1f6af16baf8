using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using ActorSync.Benchmarks.Pipeline;
using ActorSync.Tests.Support;

namespace ActorSync.Benchmarks.Release;

/// <summary>
/// `release`: from the receiver's answer to a main registration until its waiting sub's call is there, at a steady pace; beside
/// a client that calls the same receiver for one and then for the other, with nothing between.
/// </summary>
internal static class ReleaseBenchmark
{
    private static readonly double[] Shares = [0.5, 0.9, 0.99, 0.999, 1];

    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "Interleaved rounds; the medians count", DefaultValueFactory = _ => 3,
    };
    private static readonly Option<int> WarmUp = new("--warm-up")
    {
        Description = "Rounds before them that do not count", DefaultValueFactory = _ => 2,
    };
    private static readonly Option<int> Pace = new("--pace")
    {
        Description = "Accounts a second, a main and a sub registration each", DefaultValueFactory = _ => 250,
    };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Of each round", DefaultValueFactory = _ => 10 };
    private static readonly Option<string> Config = new("--config")
    {
        Description = "HOCON over the defaults", DefaultValueFactory = _ => "",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "The result as JSON" };

    public static Command Command()
    {
        var command = new Command("release", "Milliseconds from main done to its sub's call, at a steady pace.")
        {
            Rounds, WarmUp, Pace, Seconds, Config, Json,
        };
        command.SetAction((parsed, _) => Run(
            parsed.GetValue(Rounds), parsed.GetValue(WarmUp), parsed.GetValue(Pace), parsed.GetValue(Seconds),
            parsed.GetValue(Config)!, parsed.GetValue(Json)));
        return command;
    }

    private static async Task<int> Run(int rounds, int warmUp, int pace, int seconds, string config, bool asJson)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        await using var receiver = await Releases.Start(url);
        await using var deployment = await Deployment.Start($"actorsync.parties.C.base-url = \"{url.OriginalString}\"\n{config}");
        using var http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        List<double[]> bare = [], released = [];
        for (var round = 1 - warmUp; round <= rounds; round++)
        {
            Live.Say($"round {round + warmUp} of {warmUp + rounds}");
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
        table.Add("a client that calls for both", [.. Shares.Select(share => Of(bare, share)), 0]);
        table.Add("the node", [.. Shares.Select(share => Of(released, share)), receiver.Early]);
        table.Show(asJson);
        return 0;
    }

    private static double Of(List<double[]> rounds, double share) =>
        Median.Of(rounds.Select(took => took[(int)Math.Ceiling(share * took.Length) - 1]));

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
        while (receiver.Count < count) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
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
