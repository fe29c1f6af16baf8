using System.Text;
using ActorSync.Benchmarks.Pipeline;
using ActorSync.Tests.Servers;

namespace ActorSync.Benchmarks.Delays;

/// <summary>A node with one of the delay queues, with nothing else to do than to call in time.</summary>
internal static class NodeTimers
{
    public const string Embedded = "embedded";
    public const string Redis = "redis";
    public const string MySql = "mysql";

    private const int LinesAtOnce = 500;

    /// <param name="queue">One of the names above.</param>
    /// <param name="round">Keeps what the servers hold of it apart.</param>
    public static string Configuration(string queue, int round, BenchRedis? redis, DatabaseServer? database) => queue switch
    {
        Redis => $"actorsync.delay {{ type = redis, redis {{ endpoints = [\"{redis!.Endpoint}\"], key-prefix = \"timer-{round}\" }} }}",
        MySql => "actorsync { delay.type = mysql, store { type = mysql, "
            + $"mysql {{ port = {database!.Port}, database = timer_{round}, user = root }} }} }}",
        _ => "",
    };

    /// <param name="config">HOCON over the defaults.</param>
    /// <param name="receiver">Which notes how late each call is.</param>
    /// <param name="schedule">Made when the node is ready.</param>
    /// <exception cref="CannotRunException">Not all were in before the first was due, or some never came.</exception>
    public static async Task<Lateness> Run(string config, Punctuality receiver, Func<Schedule> schedule)
    {
        await using var deployment = await Deployment.Start($"actorsync.parties.C.base-url = \"{receiver.Url.OriginalString}\"\n{config}");
        using var pipeline = new PipelineRun(deployment.Api, deployment.ReceiverUrl);
        var (started, due) = (TimeProvider.System.GetTimestamp(), schedule());
        await pipeline.Feed(Lines(due));
        var put = TimeProvider.System.GetElapsedTime(started);
        due.MustBeAhead(put);
        return new(await receiver.All(due), put);
    }

    private static IEnumerable<byte[]> Lines(Schedule schedule) => Enumerable.Range(0, schedule.Count).Select(i =>
    {
        var due = schedule.Text(i);
        return $$"""{"id":"b-{{i}}","origin":"B","account":"acc-{{i:000000}}","meeting":"forum","operation":"register","revision":1"""
            + $$""","occurredAt":"2026-10-08T00:59:14.347Z","notBefore":"{{due}}","data":{"name":"Chen Yang","due":"{{due}}"} }""" + "\n";
    }).Chunk(LinesAtOnce).Select(lines => Encoding.UTF8.GetBytes(string.Concat(lines)));
}
