using System.Net;
using System.Text.Json.Nodes;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>What a node says of itself at `/ready`.</summary>
internal sealed class Readiness(Uri management) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http = new() { BaseAddress = management };

    /// <summary>Waits until the node says so of a check, and returns what it says of taking work in.</summary>
    /// <returns>Whether the node was ready.</returns>
    public async Task<bool> Until(string check, bool ok)
    {
        for (var started = TimeProvider.System.GetTimestamp(); ; await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System))
        {
            var answer = await _http.GetAsync(new Uri("/ready", UriKind.Relative));
            var view = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            var found = view["checks"]!.AsArray().Single(c => (string)c!["name"]! == check)!;
            if ((bool)found["ok"]! == ok) return answer.StatusCode == HttpStatusCode.OK;
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException($"{check} stays {(ok ? "away" : "there")}: {view}");
        }
    }

    /// <summary>Waits until the node says that it takes work in, or that it does not. It must answer all the time.</summary>
    public async Task Until(bool ready)
    {
        for (var started = TimeProvider.System.GetTimestamp(); ; await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System))
        {
            using var answer = await _http.GetAsync(new Uri("/ready", UriKind.Relative));
            if (answer.StatusCode == HttpStatusCode.OK == ready) return;
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"the node does not become {(ready ? "ready" : "unready")}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    public async Task<string> Answer() => await (await _http.GetAsync(new Uri("/ready", UriKind.Relative))).Content.ReadAsStringAsync();

    /// <summary>The value of a metric, with its labels.</summary>
    public async Task<double> Metric(string name) => double.Parse(
        (await _http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))[name.Length..],
        System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose() => _http.Dispose();
}
