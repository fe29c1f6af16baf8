using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ActorSync.Node.Configuration;

namespace ActorSync.Node.Load;

/// <summary>A run's result for scripts. All times are milliseconds, all rates are a second.</summary>
internal static class LoadJson
{
    public static JsonObject Of(LoadResult result) => new()
    {
        ["right"] = result.IsRight,
        ["interrupted"] = result.Steps[^1].Interrupted,
        ["started"] = result.Started,
        ["ended"] = result.Ended,
        ["version"] = typeof(LoadJson).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
        ["machine"] = new JsonObject { ["cores"] = Environment.ProcessorCount, ["os"] = RuntimeInformation.OSDescription },
        ["node"] = result.Target,
        ["from"] = result.Settings.From.Value,
        ["to"] = result.Settings.To.Value,
        ["receiver"] = result.Settings.Node is null ? null : result.Settings.Receiver.ToString(),
        ["overrides"] = new JsonArray([.. result.Settings.Overrides.Select(o => (JsonNode?)Secrets.Hide(o))]),
        ["planned"] = new JsonArray([.. result.Settings.Steps.Select(s => (JsonNode?)s)]),
        ["giveUpSeconds"] = result.Settings.GiveUp.TotalSeconds,
        ["hangSeconds"] = result.Settings.Hang.TotalSeconds,
        ["shape"] = result.Settings.Shape.ToString(),
        ["seed"] = result.Settings.Seed,
        ["batch"] = result.Settings.Batch,
        ["senders"] = result.Settings.Senders,
        ["steps"] = new JsonArray([.. result.Steps.Select(Of)]),
    };

    private static JsonObject Of(StepResult step) => new()
    {
        ["size"] = step.Size,
        ["interrupted"] = step.Interrupted,
        ["finished"] = step.Finished,
        ["seconds"] = Math.Round(step.Took.TotalSeconds, 3),
        ["throughput"] = Math.Round(step.Throughput, 1),
        ["calls"] = step.Calls,
        ["failedCalls"] = step.FailedCalls,
        ["errorPercent"] = Math.Round(step.ErrorPercent, 2),
        ["receipts"] = Of(step.Receipts),
        ["outcomes"] = Of(step.Outcomes),
        ["receiver"] = Of(step.Timings.Receiver),
        ["fromStart"] = Of(step.Timings.FromStart),
        ["accept"] = Of(step.Timings.Accept),
        ["drift"] = Of(step.Timings.Drift),
        ["release"] = Of(step.Timings.Release),
        ["verdicts"] = new JsonArray([.. step.Verdicts
            .Select(v => new JsonObject { ["name"] = v.Name, ["right"] = v.IsRight, ["found"] = v.Found })]),
    };

    private static JsonObject Of(Summary s) => new()
    {
        ["samples"] = s.Samples, ["mean"] = Rounded(s.Mean), ["median"] = Rounded(s.Median), ["p90"] = Rounded(s.P90),
        ["p95"] = Rounded(s.P95), ["p99"] = Rounded(s.P99), ["min"] = Rounded(s.Min), ["max"] = Rounded(s.Max),
    };

    private static JsonObject Of(IReadOnlyDictionary<string, int> counts) =>
        new(counts.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value)));

    private static double Rounded(double milliseconds) => Math.Round(milliseconds, 3);
}
