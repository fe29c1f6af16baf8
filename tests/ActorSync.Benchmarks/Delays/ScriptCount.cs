using System.Globalization;
using StackExchange.Redis;

namespace ActorSync.Benchmarks.Delays;

/// <summary>How many scripts a Redis runs.</summary>
internal sealed class ScriptCount(IServer server)
{
    public async Task<double> PerSecond(Func<Task> work)
    {
        var (before, started) = (await Count(), TimeProvider.System.GetTimestamp());
        await work();
        return (await Count() - before) / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    private async Task<long> Count() => (await server.InfoAsync("commandstats")).SelectMany(section => section)
        .Where(line => line.Key is "cmdstat_eval" or "cmdstat_evalsha")
        .Sum(line => long.Parse(line.Value["calls=".Length..line.Value.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture));
}
