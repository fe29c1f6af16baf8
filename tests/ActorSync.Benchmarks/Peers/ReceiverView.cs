using System.Text.Json;

namespace ActorSync.Benchmarks.Peers;

/// <summary>What the receiver says of itself. Nothing that a system says of itself counts.</summary>
internal sealed class ReceiverView(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Forgets everything.</summary>
    public async Task Reset() => (await _http.PostAsync(new Uri("/reset", UriKind.Relative), null)).EnsureSuccessStatusCode();

    public async Task<ReceivedCalls> Count()
    {
        using var report = await Report(0);
        return new(report.RootElement.GetProperty("calls").GetInt64(), Result(report, "took-over"));
    }

    /// <summary>Everything that it saw, and what it holds now.</summary>
    public async Task<Evidence> Everything()
    {
        using var report = await Report(int.MaxValue);
        var root = report.RootElement;
        using var held = await Json("/records");
        return new()
        {
            Calls = root.GetProperty("calls").GetInt64(),
            Refused = Result(report, "refused"),
            Repeated = Result(report, "repeated"),
            Violations = root.GetProperty("violationsByKind").EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetInt64()),
            Acted = [.. root.GetProperty("received").EnumerateArray()
                .Where(c => c.GetProperty("result").GetString() == "took-over").Select(Call)],
            Held = held.RootElement.GetProperty("held").EnumerateObject()
                .ToDictionary(r => r.Name, r => r.Value.GetProperty("revision").GetInt64()),
        };
    }

    public void Dispose() => _http.Dispose();

    private Task<JsonDocument> Report(int received) => Json($"/report?received={received}");

    private async Task<JsonDocument> Json(string path) =>
        await JsonDocument.ParseAsync(await _http.GetStreamAsync(new Uri(path, UriKind.Relative)));

    private static long Result(JsonDocument report, string name) => report.RootElement.GetProperty("results").GetProperty(name).GetInt64();

    private static ReceivedCall Call(JsonElement call) => new(
        call.GetProperty("account").GetString()!, call.GetProperty("meeting").GetString()!,
        call.GetProperty("revision").GetInt64(), call.GetProperty("at").GetDateTimeOffset());
}
