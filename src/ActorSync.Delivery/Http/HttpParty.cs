using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace ActorSync.Delivering;

/// <summary>A party that is called over HTTP.</summary>
public sealed class HttpParty : IParty, IDisposable
{
    /// <summary>The source under which calls are recorded as spans.</summary>
    public const string SpanSource = Calling.SourceName;

    private const string UserAgent = "ActorSync";

    /// <summary>A connection is replaced after this, so that a receiver that has moved is found.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);

    /// <summary>Kilobytes of response headers that are read; the handler's own limit is four times that.</summary>
    private const int MaxHeaderKilobytes = 16;

    /// <summary>Bytes of an unread body that are read over to keep the connection; it is closed when there are more.</summary>
    private const int MaxDrained = 64 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpPartySettings _settings;
    private readonly TimeProvider _time;
    private readonly RequestBody _body;
    private readonly HttpMessageInvoker _invoker;
    private readonly List<KeyValuePair<string, string>> _headers = [];
    private readonly List<KeyValuePair<string, string>> _contentHeaders = [];

    /// <param name="over">
    /// Puts a handler over the connections, for credentials that change. It may send a request twice. When it cannot get
    /// credentials it throws an <see cref="HttpRequestException"/> with <see cref="HttpRequestError.UserAuthenticationError"/>,
    /// which counts as a failure without effect.
    /// </param>
    public HttpParty(HttpPartySettings settings, TimeProvider time, Func<HttpMessageHandler, HttpMessageHandler>? over = null)
    {
        (_settings, _time, _body) = (settings, time, new(settings.Fields));
        foreach (var header in settings.Headers)
            (IsOfContent(header.Key) ? _contentHeaders : _headers).Add(header);
        if (!_headers.Exists(h => h.Key.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)))
            _headers.Add(new("User-Agent", UserAgent));
        var connections = Connections(settings);
        _invoker = new(over is null ? connections : over(connections));
    }

    public async Task<PartyAnswer> Deliver(AccountId account, Delivery delivery, CancellationToken cancellation)
    {
        var call = delivery.Operation is Operation.Cancel ? _settings.Cancel : _settings.Deliver;
        if (call.Target.AddressOf(account, delivery) is not { } address)
            return new(AttemptResult.Permanent) { Detail = "not called: an id . or .. cannot be part of a path" };

        var parent = TraceParent.Read(delivery.Trace);
        using var activity = Calling.Start(parent, account, delivery, call, address);
        using var request = Request(call, address, account, delivery, activity?.Id ?? TraceParent.Child(parent));
        try
        {
            var answer = await Send(request, delivery.Operation, cancellation);
            if (activity is not null) Calling.End(activity, answer);
            return answer;
        }
        catch (OperationCanceledException)
        {
            activity?.SetStatus(ActivityStatusCode.Error, "no answer in time");
            throw;
        }
    }

    public void Dispose() => _invoker.Dispose();

    private async Task<PartyAnswer> Send(HttpRequestMessage request, Operation operation, CancellationToken cancellation)
    {
        try
        {
            using var response = await _invoker.SendAsync(request, cancellation);
            var result = Classification.Of((int)response.StatusCode, operation);
            return result is AttemptResult.Delivered
                ? new(result) { Code = (int)response.StatusCode }
                : await Explain(request, response, result, cancellation);
        }
        // The edge of the call: whatever went wrong is a result, so that the account decides what follows.
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return new(Classification.Of(e)) { Detail = Said(e.GetBaseException().Message, request) };
        }
    }

    private async Task<PartyAnswer> Explain(
        HttpRequestMessage request, HttpResponseMessage response, AttemptResult result, CancellationToken cancellation)
    {
        var text = (int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location
            ? $"redirects are not followed: {location.OriginalString}"
            : await ResponseText.Read(response, cancellation);
        return new(result)
        {
            Code = (int)response.StatusCode,
            Detail = Said(text, request) ?? Said(response.ReasonPhrase, request),
            RetryAfter = RetryAfter.Of(response.Headers, _time.GetUtcNow()),
        };
    }

    private string? Said(string? text, HttpRequestMessage request) =>
        text is null ? null : ResponseText.Clean(RequestSecrets.Of(_settings.Headers.Select(h => h.Value), request).Hide(text));

    private HttpRequestMessage Request(HttpCall call, Uri address, AccountId account, Delivery delivery, string trace)
    {
        var request = new HttpRequestMessage(call.Method, address) { VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (_settings.Http2) request.Version = HttpVersion.Version20;
        request.Headers.TryAddWithoutValidation(_settings.IdempotencyHeader, delivery.IdempotencyKey);
        request.Headers.TryAddWithoutValidation(TraceParent.Header, trace);
        foreach (var (name, value) in _headers) request.Headers.TryAddWithoutValidation(name, value);
        if (call.HasBody) request.Content = Content(account, delivery);
        return request;
    }

    private ByteArrayContent Content(AccountId account, Delivery delivery)
    {
        var content = new ByteArrayContent(_body.Of(account, delivery));
        content.Headers.ContentType = Json;
        foreach (var (name, value) in _contentHeaders)
        {
            content.Headers.Remove(name);
            content.Headers.TryAddWithoutValidation(name, value);
        }
        return content;
    }

    private static SocketsHttpHandler Connections(HttpPartySettings settings) => new()
    {
        MaxConnectionsPerServer = settings.MaxConnections,
        ConnectTimeout = settings.ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        KeepAlivePingDelay = settings.Http2 ? PingDelay : Timeout.InfiniteTimeSpan,
        EnableMultipleHttp2Connections = true,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        MaxResponseDrainSize = MaxDrained,
        UseProxy = settings.UseProxy,
        // A second address, a cookie or a trace header of the handler's own would be something that nobody asked for.
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    };

    /// <summary>The framework keeps headers that describe the body apart, and refuses them among the others.</summary>
    internal static bool IsOfContent(string name)
    {
        using var probe = new HttpRequestMessage();
        return !probe.Headers.TryAddWithoutValidation(name, "");
    }
}
