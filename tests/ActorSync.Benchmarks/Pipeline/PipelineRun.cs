using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ActorSync.Benchmarks.Pipeline;

/// <summary>Feeds a node and waits until every registration has a durable outcome.</summary>
/// <param name="node">Its API.</param>
/// <param name="receiver">Where it delivers.</param>
/// <param name="linesAtOnce">Submissions in a batch.</param>
/// <param name="senders">Batches on the way at once.</param>
internal sealed class PipelineRun(Uri node, Uri receiver, int linesAtOnce = 500, int senders = 4) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = node };

    /// <exception cref="CannotRunException">Some never came to an end.</exception>
    /// <returns>Registrations finished a second: durable accept, ordered, delivered, durable outcome.</returns>
    public async Task<double> Run(Workload workload)
    {
        var enough = await TakenOver() + workload.Registrations.Count;
        var started = Stopwatch.GetTimestamp();
        await Feed(workload);
        await UntilDone(enough);
        return workload.Registrations.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Feeds the node while the receiver is away, and returns when it has come back and something has reached it.</summary>
    /// <returns>What the receiver will have taken over when all is done.</returns>
    public async Task<long> PileUp(Workload workload)
    {
        var before = await TakenOver();
        await Answer(unavailablePercent: 100);
        await Feed(workload);
        await Answer(unavailablePercent: 0);
        await Patience.Until("registrations at the receiver since it is back", 1, async () => await TakenOver() - before);
        return before + workload.Registrations.Count;
    }

    /// <returns>Of what has piled up: registrations finished a second.</returns>
    public async Task<double> Drain(Workload workload, long enough)
    {
        var started = Stopwatch.GetTimestamp();
        await UntilDone(enough);
        return workload.Registrations.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public Task Feed(Workload workload) => Feed(workload.Batches(linesAtOnce));

    /// <summary>Sends batches of lines.</summary>
    /// <exception cref="CannotRunException">The node does not accept one.</exception>
    public async Task Feed(IEnumerable<byte[]> batches) =>
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = senders }, async (batch, cancellation) =>
        {
            var content = new ByteArrayContent(batch);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using var response = await _http.PostAsync("/v1/submissions", content, cancellation);
            var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellation);
            var refused = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .FirstOrDefault(line => !line.Contains("\"accepted\"", StringComparison.Ordinal));
            if (refused is not null) throw new CannotRunException($"expected the node to accept each line, found {refused}");
        });

    public void Dispose() => _http.Dispose();

    /// <summary>The receiver has got them all, and the log knows.</summary>
    private async Task UntilDone(long enough)
    {
        await Patience.Until("registrations at the receiver since its start", enough, TakenOver);
        await Patience.Until(async () =>
            await Waiting() is { } id ? $"expected an outcome for each registration, found {id} waiting" : null);
    }

    /// <returns>The id of one that waits, by the log; null: none does.</returns>
    private async Task<string?> Waiting()
    {
        var page = JsonNode.Parse(await _http.GetStringAsync("/v1/submissions?status=waiting&limit=1"))!;
        return page["submissions"]!.AsArray() is [var one, ..] ? (string?)one!["id"] : null;
    }

    private async Task<long> TakenOver() =>
        (long)JsonNode.Parse(await _http.GetStringAsync(new Uri(receiver, "/report?received=0")))!["results"]!["took-over"]!;

    private async Task Answer(int unavailablePercent)
    {
        using var response = await _http.PutAsJsonAsync(new Uri(receiver, "/faults"), new { unavailablePercent });
        response.EnsureSuccessStatusCode();
    }
}
