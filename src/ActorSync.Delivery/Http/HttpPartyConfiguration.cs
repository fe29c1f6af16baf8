namespace ActorSync.Delivering;

/// <summary>
/// What is said about a party that is called over HTTP, as it was said: nothing in it is checked yet. Whatever is part of
/// the party contract has the contract's value unless it is said otherwise.
/// </summary>
public sealed record HttpPartyConfiguration
{
    /// <summary>`http` or `https`, without user, query and fragment; a path is put before every call's path.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>The call for `register`, `update` and `approve`.</summary>
    public HttpCallConfiguration Deliver { get; init; } = new() { Method = "PUT", Path = HttpCallConfiguration.ContractPath };

    /// <summary>The call for `cancel`.</summary>
    public HttpCallConfiguration Cancel { get; init; } = new() { Method = "DELETE", Path = HttpCallConfiguration.ContractPath };

    public HttpBodyFields Fields { get; init; } = new();

    /// <summary>Header that carries <see cref="Delivery.IdempotencyKey"/>.</summary>
    public string IdempotencyHeader { get; init; } = "Idempotency-Key";

    /// <summary>Sent with every call. Their values count as secrets: they never show in what an attempt tells.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Connections at once, from 1 to <see cref="HttpPartySettings.MostConnections"/>; fewer than the calls in
    /// flight make calls queue.
    /// </summary>
    public required int MaxConnections { get; init; }

    /// <summary>
    /// After which a connection that does not come about counts as a failure that surely had no effect; above zero, at
    /// most <see cref="HttpPartySettings.LongestConnect"/>. Of use only when shorter than the attempt timeout.
    /// </summary>
    public required TimeSpan ConnectTimeout { get; init; }

    /// <summary>HTTP/2 from the first byte on, without asking; otherwise HTTP/1.1.</summary>
    public bool Http2 { get; init; }

    /// <summary>Whether calls go through the proxy that the process's environment names.</summary>
    public bool UseProxy { get; init; }
}
