namespace ActorSync.Delivering;

/// <summary>How a party is called over HTTP. Never changed after start; an instance is valid.</summary>
public sealed record HttpPartySettings
{
    public const int MostConnections = 10_000;

    public static readonly TimeSpan LongestConnect = TimeSpan.FromMinutes(10);

    private HttpPartySettings() { }

    public required Uri BaseUrl { get; init; }

    /// <summary>The call for `register`, `update` and `approve`.</summary>
    public required HttpCall Deliver { get; init; }

    /// <summary>The call for `cancel`.</summary>
    public required HttpCall Cancel { get; init; }

    public required HttpBodyFields Fields { get; init; }

    public required string IdempotencyHeader { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public required int MaxConnections { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    public required bool Http2 { get; init; }

    public required bool UseProxy { get; init; }

    /// <summary>Checks everything, so that one look shows all that is wrong.</summary>
    public static Reading<HttpPartySettings> Read(HttpPartyConfiguration said)
    {
        var faults = HttpPartyFaults.Of(said);
        return new() { Faults = faults, Settings = faults.Count == 0 ? Create(said) : null };
    }

    private static HttpPartySettings Create(HttpPartyConfiguration said)
    {
        var url = new Uri(said.BaseUrl);
        return new()
        {
            BaseUrl = url,
            Deliver = HttpCall.Of(url, said.Deliver),
            Cancel = HttpCall.Of(url, said.Cancel),
            Fields = said.Fields,
            IdempotencyHeader = said.IdempotencyHeader,
            Headers = [.. said.Headers],
            MaxConnections = said.MaxConnections,
            ConnectTimeout = said.ConnectTimeout,
            Http2 = said.Http2,
            UseProxy = said.UseProxy,
        };
    }
}
