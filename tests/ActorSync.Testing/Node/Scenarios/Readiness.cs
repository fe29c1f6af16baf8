using System.Net;
using System.Text.Json.Nodes;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>What a node says of itself at `/ready`.</summary>
internal sealed class Readiness(Uri management) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http = new() { BaseAddress = management };

    /// <summary>Waits until the node says so of a check, and in the same breath, where that matters, whether it takes work in.</summary>
    public Task Until(string check, bool ok, bool? ready = null) => Until(
        "/ready",
        (isReady, text) => (ready is null || ready == isReady)
            && (bool)JsonNode.Parse(text)!["checks"]!.AsArray().Single(c => (string)c!["name"]! == check)!["ok"]! == ok,
        $"{check} is {(ok ? "back" : "away")}{(ready is { } either ? $" and it is {Ready(either)}" : "")}");

    /// <summary>Waits until the node says that it takes work in, or that it does not. It must answer all the time.</summary>
    public Task Until(bool ready) => Until("/ready", (isReady, _) => isReady == ready, $"it is {Ready(ready)}");

    public async Task<string> Answer() => await (await _http.GetAsync(new Uri("/ready", UriKind.Relative))).Content.ReadAsStringAsync();

    /// <summary>Waits until a metric, with its labels, has the value.</summary>
    public Task UntilMetric(string name, string value) =>
        Until("/metrics", (_, text) => text.Split('\n').Contains($"{name} {value}"), $"{name} is {value}");

    public void Dispose() => _http.Dispose();

    private async Task Until(string path, Func<bool, string, bool> holds, string what)
    {
        for (var started = TimeProvider.System.GetTimestamp(); ; await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System))
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();
            if (holds(answer.StatusCode == HttpStatusCode.OK, text)) return;
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"the node does not come to say that {what}: {text}");
        }
    }

    private static string Ready(bool ready) => ready ? "ready" : "unready";
}
