using System.Net.Http.Json;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorSync.Node.Simulation;

namespace ActorSync.Tests;

/// <summary>A simulated party, and whoever calls it.</summary>
internal sealed class Caller : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly HttpClient _client = new();

    private Caller(SimulatedParty party) => Party = party;

    public SimulatedParty Party { get; }

    public SimulationReport Report => Party.Report();

    public static Task<Caller> Of(SimulatedFaults? faults = null, TimeProvider? time = null) =>
        With(new SimulatedPartySettings { Name = Some.C, Seed = 7, Faults = faults ?? SimulatedFaults.None }, time);

    public static async Task<Caller> With(SimulatedPartySettings settings, TimeProvider? time = null) =>
        new(await SimulatedParty.Start(settings, time ?? TimeProvider.System));

    public async Task<int> Put(
        string meeting, long revision, string? key = null, string? main = null, string data = "{}", string origin = "B",
        string account = "acc-1", CancellationToken cancellation = default)
    {
        using var response = await Send(PutOf(meeting, revision, key, main, data, origin, account), cancellation);
        return (int)response.StatusCode;
    }

    public async Task<int> Delete(string meeting, string? key = null, string account = "acc-1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Address(account, meeting));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await Send(request);
        return (int)response.StatusCode;
    }

    public static HttpRequestMessage PutOf(
        string meeting, long revision, string? key = null, string? main = null, string data = "{}", string origin = "B",
        string account = "acc-1")
    {
        var body = new Dictionary<string, object?>
        {
            ["account"] = account, ["meeting"] = meeting, ["operation"] = revision == 1 ? "register" : "update", ["revision"] = revision,
            ["occurredAt"] = "2026-10-08T00:59:14.347Z", ["origin"] = origin, ["data"] = JsonDocument.Parse(data),
        };
        if (main is not null) body["mainMeeting"] = main;
        var request = new HttpRequestMessage(HttpMethod.Put, Address(account, meeting))
        {
            Content = new StringContent(JsonSerializer.Serialize(body, Plain), Encoding.UTF8),
        };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    public Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellation = default)
    {
        // Ids stay encoded as they are.
        request.RequestUri = new(
            Party.Url + request.RequestUri!.OriginalString, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        return _client.SendAsync(request, cancellation);
    }

    public Task<HttpResponseMessage> Get(string path) => _client.GetAsync(Party.Url + path);

    public async Task<JsonElement> Json(string path) => await _client.GetFromJsonAsync<JsonElement>(Party.Url + path);

    public Task<HttpResponseMessage> PutJson(string path, string json) => _client.PutAsync(Party.Url + path, new StringContent(json));

    public async Task<(int Status, JsonElement Body)> Post(string path, string form = "", string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Party.Url + path) { Content = new StringContent(form) };
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement);
    }

    public long Violations(ViolationKind kind) => Report.ViolationsByKind[kind];

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Party.DisposeAsync();
    }

    private static string Address(string account, string meeting) =>
        $"/accounts/{Uri.EscapeDataString(account)}/registrations/{Uri.EscapeDataString(meeting)}";
}
