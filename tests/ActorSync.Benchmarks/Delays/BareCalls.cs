using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;

namespace ActorSync.Benchmarks.Delays;

/// <summary>
/// The baselines' calls: the same body to the same receiver over as many connections as a node has by default, from this
/// process, with nothing before or after.
/// </summary>
internal sealed class BareCalls(Uri receiver, Schedule schedule) : IDisposable
{
    private const int Connections = 64;

    private readonly ConcurrentBag<Task> _calls = [];
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { MaxConnectionsPerServer = Connections, ActivityHeadersPropagator = null })
    {
        BaseAddress = receiver,
    };

    /// <summary>Begins one.</summary>
    public void Begin(int i) => _calls.Add(Call(i));

    /// <summary>Returns when the receiver has answered all that have begun.</summary>
    /// <exception cref="HttpRequestException">It has not answered one.</exception>
    public Task Ended() => Task.WhenAll(_calls);

    public void Dispose() => _http.Dispose();

    private async Task Call(int i)
    {
        var body = $$"""{"account":"acc-{{i:000000}}","meeting":"forum","operation":"register","revision":1"""
            + $$""","occurredAt":"2026-10-08T00:59:14.347Z","origin":"B","data":{"name":"Chen Yang","due":"{{schedule.Text(i)}}"} }""";
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/accounts/acc-{i:000000}/registrations/forum")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
