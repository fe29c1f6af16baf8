using System.Diagnostics;
using System.Net.Http.Headers;

namespace ActorSync.Benchmarks.Pipeline;

/// <summary>The baseline: the same payload, straight to the same receiver, nothing else.</summary>
internal sealed class BareHttp(Uri receiver, int concurrency) : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { MaxConnectionsPerServer = concurrency, ActivityHeadersPropagator = null })
    {
        BaseAddress = receiver,
    };

    /// <returns>Calls a second.</returns>
    public async Task<double> Run(Workload workload)
    {
        // In no order of names, as the pipeline's; only that a main meeting's call is long over when its sub's begins.
        var calls = workload.Registrations.OrderBy(r => r.IsSub).ThenBy(r => r.Account.GetHashCode(StringComparison.Ordinal)).ToList();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = concurrency }, async (r, cancellation) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, r.Path) { Content = new ByteArrayContent(r.Body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation("Idempotency-Key", r.Key);
            using var response = await _http.SendAsync(request, cancellation);
            response.EnsureSuccessStatusCode();
        });
        return workload.Registrations.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose() => _http.Dispose();
}
