using System.CommandLine;
using System.Text;
using ActorSync.Benchmarks.Pipeline;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Support;
using Spectre.Console;

namespace ActorSync.Benchmarks.Delays;

/// <summary>`timer`: how long after their time the calls of many waiting registrations start, seen from the receiver.</summary>
internal static class TimerBenchmark
{
    private const int LinesAtOnce = 500;
    private static readonly double[] Shares = [0.5, 0.9, 0.99, 0.999];

    public static Command Command()
    {
        var count = new Option<int>("--entries") { Description = "Registrations that wait at once", DefaultValueFactory = _ => 100_000 };
        var over = new Option<int>("--over") { Description = "Seconds over which they become due", DefaultValueFactory = _ => 100 };
        var feed = new Option<int>("--feed")
        {
            Description = "Seconds until the first is due: time to put all in", DefaultValueFactory = _ => 40,
        };
        var queues = new Option<string[]>("--queues")
        {
            Description = "embedded, redis, mysql; the last with the store in the same MariaDB",
            DefaultValueFactory = _ => ["embedded", "redis", "mysql"], AllowMultipleArgumentsPerToken = true,
        };
        var config = new Option<string>("--config")
        {
            Description = "HOCON over the defaults, such as another store or delay queue", DefaultValueFactory = _ => "",
        };
        var command = new Command("timer", "Distribution of (call − due) with many timers pending.") { count, over, feed, queues, config };
        command.SetAction((parsed, _) => Run(
            parsed.GetValue(queues)!, parsed.GetValue(config)!, parsed.GetValue(count),
            TimeSpan.FromSeconds(parsed.GetValue(over)), TimeSpan.FromSeconds(parsed.GetValue(feed))));
        return command;
    }

    private static async Task<int> Run(string[] queues, string config, int count, TimeSpan over, TimeSpan feed)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .Title($"milliseconds after due, {count:N0} pending, due over {over.TotalSeconds:0} s").AddColumn("queue");
        foreach (var share in Shares) table.AddColumn(new TableColumn($"p{share * 100:0.#}").RightAligned());
        table.AddColumn(new TableColumn("max").RightAligned()).AddColumn(new TableColumn("early").RightAligned())
            .AddColumn(new TableColumn("put in, s").RightAligned());
        await using var redis = queues.Contains("redis") ? await BenchRedis.Start("") : null;
        await using var database = queues.Contains("mysql") ? new DatabaseServer() : null;
        if (database is not null) await database.Start();
        foreach (var queue in queues)
        {
            var own = queue switch
            {
                "redis" => $"actorsync.delay {{ type = redis, redis.endpoints = [\"{redis!.Endpoint}\"] }}",
                "mysql" => "actorsync { delay.type = mysql, store { type = mysql, "
                    + $"mysql {{ port = {database!.Port}, database = timer, user = root }} }} }}",
                _ => "",
            };
            var (late, put) = await Measure($"{own}\n{config}", count, over, feed);
            table.AddRow([queue, .. Shares.Select(share => $"{late[(int)(share * (late.Length - 1))]:0.0}"),
                $"{late[^1]:0.0}", $"{late.Count(l => l < 0)}", $"{put.TotalSeconds:0.0}"]);
        }
        AnsiConsole.Write(table);
        return 0;
    }

    private static async Task<(double[] Late, TimeSpan Put)> Measure(string config, int count, TimeSpan over, TimeSpan feed)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        await using var receiver = await Punctuality.Start(url);
        await using var deployment = await Deployment.Start($"actorsync.parties.C.base-url = \"{url.OriginalString}\"\n{config}");
        using var pipeline = new PipelineRun(deployment.Api, deployment.ReceiverUrl);
        var started = TimeProvider.System.GetTimestamp();
        var first = TimeProvider.System.GetUtcNow() + feed;
        await pipeline.Feed(Lines(count, first, over));
        var put = TimeProvider.System.GetElapsedTime(started);
        if (put > feed)
            throw new InvalidOperationException(
                $"expected all to be in before the first is due, found {put.TotalSeconds:0.0} s: use a longer --feed");
        while (receiver.Count < count) await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        return (receiver.Late, put);
    }

    private static IEnumerable<byte[]> Lines(int count, DateTimeOffset first, TimeSpan over) => Enumerable.Range(0, count).Select(i =>
    {
        var due = (first + over * ((double)i / count))
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return $$"""{"id":"b-{{i}}","origin":"B","account":"acc-{{i:000000}}","meeting":"forum","operation":"register","revision":1"""
            + $$""","occurredAt":"2026-10-08T00:59:14.347Z","notBefore":"{{due}}","data":{"name":"Chen Yang","due":"{{due}}"} }""" + "\n";
    }).Chunk(LinesAtOnce).Select(lines => Encoding.UTF8.GetBytes(string.Concat(lines)));
}
