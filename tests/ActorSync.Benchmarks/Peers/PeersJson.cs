using System.Text.Json.Nodes;

namespace ActorSync.Benchmarks.Peers;

/// <summary>The comparison for scripts. Times are milliseconds unless named otherwise, rates are a second.</summary>
internal static class PeersJson
{
    public static JsonArray Of(IReadOnlyList<Result> results) => [.. results.Select(r => Of(r, results))];

    private static JsonObject Of(Result result, IReadOnlyList<Result> results)
    {
        var ratios = results.Where(r => r.Contender == ActorSyncNodes.Embedded || r.Contender == ActorSyncNodes.Servers)
            .Select(own => KeyValuePair.Create(
                own.Contender.Name, (JsonNode?)Rounded(own.MedianOf(f => f.Rate) / result.MedianOf(f => f.Rate))));
        return new()
        {
            ["name"] = result.Contender.Name, ["what"] = result.Contender.What, ["version"] = result.Contender.Version,
            ["notRun"] = result.NotRun, ["failed"] = result.HasFailed,
            ["rate"] = Rounded(result.MedianOf(f => f.Rate)), ["ratios"] = new JsonObject(ratios),
            ["floods"] = new JsonArray([.. result.Floods.Select(Of)]),
            ["paced"] = result.Paced is null ? null : Of(result.Paced),
            ["killed"] = result.Interrupted is null ? null : Of(result.Interrupted.Figures),
            ["recoveredSeconds"] = Rounded(result.Interrupted?.Recovered.TotalSeconds),
        };
    }

    private static JsonObject Of(Figures figures) => new()
    {
        ["rate"] = Rounded(figures.Rate), ["p50"] = Rounded(figures.Median), ["p99"] = Rounded(figures.P99),
        ["orderViolations"] = figures.OrderViolations, ["lost"] = figures.Lost, ["doubled"] = figures.Doubled,
        ["calls"] = figures.Seen.Calls, ["refused"] = figures.Seen.Refused, ["repeated"] = figures.Seen.Repeated,
        ["violations"] = new JsonObject(figures.Seen.Violations.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value))),
        ["cpuSeconds"] = Rounded(figures.Cpu.TotalSeconds), ["serversCpuSeconds"] = Rounded(figures.ServersCpu.TotalSeconds),
    };

    private static double? Rounded(double? value) => value is { } v && double.IsFinite(v) ? Math.Round(v, 3) : null;
}
