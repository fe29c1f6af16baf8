using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ActorSync.Benchmarks.Pipeline;

/// <summary>
/// Submits one by one at a steady pace, whether or not the node keeps up, and tells how long each registration took from being
/// sent until its call reached the receiver: durable accept, decision, a place, the call. One machine, so one clock.
/// </summary>
internal sealed class SteadyRun(Uri node, Uri receiver) : IDisposable
{
    /// <summary>How many calls a receiver shows.</summary>
    public const int Most = 1_000;

    private readonly HttpClient _http = new() { BaseAddress = node };

    /// <param name="workload">Only its main registrations are sent: a sub's time is its main's.</param>
    /// <param name="perSecond">The pace.</param>
    /// <exception cref="CannotRunException">Some never came.</exception>
    /// <returns>Milliseconds, one for each.</returns>
    public async Task<IReadOnlyList<double>> Run(Workload workload, int perSecond)
    {
        var registrations = workload.Registrations.Where(r => !r.IsSub).ToList();
        var started = TimeProvider.System.GetTimestamp();
        Dictionary<string, DateTimeOffset> sent = [];
        List<Task> answers = [];
        foreach (var (i, registration) in registrations.Index())
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond) - TimeProvider.System.GetElapsedTime(started);
            if (due > TimeSpan.Zero) await Task.Delay(due, TimeProvider.System);
            sent[registration.Account] = TimeProvider.System.GetUtcNow();
            answers.Add(Submit(registration));
        }
        await Task.WhenAll(answers);
        List<double> took = [];
        await Patience.Until("registrations at the receiver", registrations.Count, async () =>
        {
            var calls = await Received(registrations.Count);
            took = [.. calls.Where(c => sent.ContainsKey(c.Account)).Select(c => (c.At - sent[c.Account]).TotalMilliseconds)];
            return took.Count;
        });
        return took;
    }

    public void Dispose() => _http.Dispose();

    private async Task Submit(Workload.Registration registration)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(registration.Line));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.PostAsync(new Uri("/v1/submissions", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    private async Task<List<(string Account, DateTimeOffset At)>> Received(int latest)
    {
        var report = JsonNode.Parse(await _http.GetStringAsync(new Uri(receiver, $"/report?received={latest}")))!;
        return [.. report["received"]!.AsArray()
            .Select(c => ((string)c!["account"]!, DateTimeOffset.Parse((string)c["at"]!, CultureInfo.InvariantCulture)))];
    }
}
