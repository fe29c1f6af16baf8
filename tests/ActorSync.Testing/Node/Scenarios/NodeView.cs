using System.Text.Json.Nodes;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>What a scenario sees of a node through its API.</summary>
internal sealed class NodeView(Uri api) : IDisposable
{
    private static readonly string[] OpenStatuses = ["waiting", "gated", "delivering", "retrying"];
    private readonly HttpClient _http = new() { BaseAddress = api };

    /// <summary>Every row of the registration log, by paging.</summary>
    public async Task<List<JsonObject>> Rows(string query = "")
    {
        List<JsonObject> rows = [];
        string? cursor = null;
        do
        {
            var page = JsonNode.Parse(await _http.GetStringAsync(
                $"/v1/submissions?limit=1000{query}" + (cursor is null ? "" : $"&cursor={cursor}")))!;
            rows.AddRange(page["submissions"]!.AsArray().Select(s => s!.DeepClone().AsObject()));
            cursor = (string?)page["cursor"];
        }
        while (cursor is not null);
        return rows;
    }

    /// <summary>Waits until nothing is open, several looks in a row.</summary>
    /// <exception cref="TimeoutException">It stays open; the message shows some of it.</exception>
    public async Task UntilSettled(TimeSpan atMost)
    {
        var quiet = 0;
        for (var started = System.Diagnostics.Stopwatch.GetTimestamp(); quiet < 3;)
        {
            List<JsonObject> open = [];
            foreach (var status in OpenStatuses) open.AddRange(await Rows($"&status={status}"));
            quiet = open.Count == 0 ? quiet + 1 : 0;
            if (System.Diagnostics.Stopwatch.GetElapsedTime(started) > atMost)
                throw new TimeoutException(
                    $"{open.Count} stay open, such as {string.Join("\n", open.Take(3).Select(o => o.ToJsonString()))}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>Waits until something has a status.</summary>
    /// <exception cref="TimeoutException">Nothing has.</exception>
    public async Task Until(string status, TimeSpan atMost)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (true)
        {
            var page = JsonNode.Parse(await _http.GetStringAsync(new Uri($"/v1/submissions?limit=1&status={status}", UriKind.Relative)))!;
            if (page["submissions"]!.AsArray().Count > 0) return;
            if (System.Diagnostics.Stopwatch.GetElapsedTime(started) > atMost) throw new TimeoutException($"nothing is {status}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>Waits until nothing has a status for such a reason.</summary>
    /// <exception cref="TimeoutException">Something still has; the message shows some of it.</exception>
    public async Task UntilNone(string status, string reason, TimeSpan atMost)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (true)
        {
            var left = (await Rows($"&status={status}"))
                .Where(r => ((string?)r["reason"])?.StartsWith(reason, StringComparison.Ordinal) == true).ToList();
            if (left.Count == 0) return;
            if (System.Diagnostics.Stopwatch.GetElapsedTime(started) > atMost)
                throw new TimeoutException(
                    $"{left.Count} stay {status}, such as {string.Join("\n", left.Take(3).Select(r => r.ToJsonString()))}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    public void Dispose() => _http.Dispose();
}
