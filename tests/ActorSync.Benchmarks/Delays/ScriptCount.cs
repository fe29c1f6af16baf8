using System.Globalization;
using StackExchange.Redis;

namespace ActorSync.Benchmarks.Delays;

/// <summary>How many scripts a Redis runs.</summary>
internal sealed class ScriptCount(IDatabase redis)
{
    public async Task<double> PerSecond(Func<Task> work)
    {
        var (before, started) = (await Count(), TimeProvider.System.GetTimestamp());
        await work();
        return (await Count() - before) / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>From lines such as `cmdstat_evalsha:calls=7,usec=…`.</summary>
    private async Task<long> Count()
    {
        var lines = ((string)(await redis.ExecuteAsync("INFO", "commandstats"))!).Split("\r\n");
        return lines.Select(line => line.Split(':', '=', ','))
            .Where(parts => parts[0] is "cmdstat_eval" or "cmdstat_evalsha")
            .Sum(parts => long.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
