using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActorSync.Node.Commands;

/// <summary>A command's view of a node's API.</summary>
internal sealed class NodeClient : IDisposable
{
    private readonly HttpClient _http;

    public NodeClient(Uri node, string? key)
    {
        // A path that does not end with / would lose its last part to whatever follows.
        _http = new() { BaseAddress = new(node.AbsoluteUri.TrimEnd('/') + "/"), Timeout = TimeSpan.FromMinutes(2) };
        if (!string.IsNullOrEmpty(key)) _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    /// <param name="path">Of the API.</param>
    /// <param name="expected">What a node's answer has: something else may listen there.</param>
    /// <exception cref="NodeUnreachableException">No node answered.</exception>
    public Task<NodeAnswer> Get(string path, string expected, CancellationToken cancellation) =>
        Send(new(HttpMethod.Get, Under(path)), expected, cancellation);

    /// <exception cref="NodeUnreachableException">No node answered.</exception>
    public Task<NodeAnswer> Post(string path, JsonNode body, string expected, CancellationToken cancellation) => Send(
        new(HttpMethod.Post, Under(path)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") },
        expected, cancellation);

    /// <summary>Sends a batch.</summary>
    /// <returns>The receipts, one a line; or the refusal of the whole.</returns>
    /// <exception cref="NodeUnreachableException">
    /// No node answered, or it broke off: whether lines were taken in is unknown, and sending them again is safe.
    /// </exception>
    public async Task<(NodeAnswer Answer, IReadOnlyList<JsonObject> Receipts)> Submit(
        ReadOnlyMemory<byte> ndjson, CancellationToken cancellation)
    {
        var content = new ReadOnlyMemoryContent(ndjson);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        try
        {
            using var response = await _http.PostAsync(Under(Paths.Submissions), content, cancellation);
            var text = await Text(response, cancellation);
            if (!response.IsSuccessStatusCode) return (NodeAnswer.Of(response, text), []);
            JsonObject[] receipts = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Receipt)];
            return receipts.Length > 0
                ? (new((int)response.StatusCode, null), receipts)
                : throw NodeUnreachableException.NotANode(_http.BaseAddress!);
        }
        catch (JsonException)
        {
            throw NodeUnreachableException.NotANode(_http.BaseAddress!);
        }
        catch (Exception e) when (IsUnreachable(e, cancellation))
        {
            throw NodeUnreachableException.NoAnswer(_http.BaseAddress!, e);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A path of the API below the node's address, which may have one of its own.</summary>
    private static string Under(string path) => path.TrimStart('/');

    /// <summary>A node answers in UTF-8, whatever something else may say of its own answer.</summary>
    private static async Task<string> Text(HttpResponseMessage response, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellation));

    /// <exception cref="JsonException">It is no receipt.</exception>
    private static JsonObject Receipt(string line) =>
        NodeAnswer.Parse(line) is JsonObject receipt && receipt["status"] is JsonValue ? receipt : throw new JsonException();

    private async Task<NodeAnswer> Send(HttpRequestMessage request, string expected, CancellationToken cancellation)
    {
        try
        {
            using (request)
            {
                using var response = await _http.SendAsync(request, cancellation);
                var answer = NodeAnswer.Of(response, await Text(response, cancellation));
                return !answer.Ok || (answer.Body as JsonObject)?[expected] is not null
                    ? answer
                    : throw NodeUnreachableException.NotANode(_http.BaseAddress!);
            }
        }
        catch (Exception e) when (IsUnreachable(e, cancellation))
        {
            throw NodeUnreachableException.NoAnswer(_http.BaseAddress!, e);
        }
    }

    private static bool IsUnreachable(Exception e, CancellationToken cancellation) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested);
}
