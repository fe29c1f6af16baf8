using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ActorSync.Peers;

/// <summary>The receiver, called by the party contract: one idempotency key for all calls about one submission.</summary>
public sealed class Receiver(Uri address, int callsAtOnce) : IDisposable
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = new(
        new SocketsHttpHandler { MaxConnectionsPerServer = callsAtOnce, ActivityHeadersPropagator = null })
    {
        BaseAddress = address, Timeout = AttemptTimeout,
    };

    /// <summary>Calls that may be under way at once.</summary>
    public int CallsAtOnce => callsAtOnce;

    public async Task<Answer> Put(Submission submission, CancellationToken cancellation = default)
    {
        var path = $"/accounts/{Uri.EscapeDataString(submission.Account)}/registrations/{Uri.EscapeDataString(submission.Meeting)}";
        using var request = new HttpRequestMessage(HttpMethod.Put, path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(submission.Line)),
        };
        request.Content.Headers.ContentType = Json;
        request.Headers.TryAddWithoutValidation("Idempotency-Key", submission.Key);
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            return response.IsSuccessStatusCode ? Answer.Done : IsTemporary(response.StatusCode) ? Answer.TryLater : Answer.Refused;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Answer.TryLater;
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsTemporary(HttpStatusCode status) => status >= HttpStatusCode.InternalServerError
        || status is HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests;
}
