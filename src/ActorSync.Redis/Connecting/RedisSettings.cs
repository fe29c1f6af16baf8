using System.Net;

namespace ActorSync.Redis;

/// <summary>Where Redis is and how long it may take. Never changed after start; an instance is valid.</summary>
public sealed record RedisSettings
{
    public const int LastDatabase = 15;
    public const int LongestPrefix = 100;

    public static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(1);

    private RedisSettings() { }

    public required IReadOnlyList<EndPoint> Endpoints { get; init; }

    /// <summary>Null: none. A secret: never logged or shown.</summary>
    public required string? Password { get; init; }

    public required bool Tls { get; init; }

    public required int Database { get; init; }

    public required string KeyPrefix { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    public required TimeSpan CallTimeout { get; init; }

    /// <summary>Checks everything, so that one look shows all that is wrong.</summary>
    public static Reading<RedisSettings> Read(RedisConfiguration said)
    {
        List<Fault> faults = [];
        List<EndPoint> endpoints = [];
        if (said.Endpoints.Count == 0) faults.Add(new("/endpoints", "expected at least one endpoint such as 127.0.0.1:6379, found none"));
        for (var i = 0; i < said.Endpoints.Count; i++)
            if (EndPointOf(said.Endpoints[i]) is { } endpoint) endpoints.Add(endpoint);
            else faults.Add(new($"/endpoints/{i}", $"expected an endpoint such as 127.0.0.1:6379, found {said.Endpoints[i]}"));
        if (said.Database is < 0 or > LastDatabase) faults.Add(new("/database", $"expected 0 to {LastDatabase}, found {said.Database}"));
        // Braces would take the place of the hash tag that keeps a shard's keys together.
        if (said.KeyPrefix.Length is 0 or > LongestPrefix || said.KeyPrefix.Any(c => c is <= ' ' or > '~' or '{' or '}'))
            faults.Add(new("/keyPrefix",
                $"expected 1 to {LongestPrefix} printable ASCII characters without spaces and braces, found {said.KeyPrefix}"));
        CheckTimeout("/connectTimeout", said.ConnectTimeout, faults);
        CheckTimeout("/callTimeout", said.CallTimeout, faults);
        return new() { Faults = faults, Settings = faults.Count == 0 ? Create(said, endpoints) : null };
    }

    private static RedisSettings Create(RedisConfiguration said, IReadOnlyList<EndPoint> endpoints) => new()
    {
        Endpoints = endpoints,
        Password = said.Password.Length == 0 ? null : said.Password,
        Tls = said.Tls,
        Database = said.Database,
        KeyPrefix = said.KeyPrefix,
        ConnectTimeout = said.ConnectTimeout,
        CallTimeout = said.CallTimeout,
    };

    private static void CheckTimeout(string pointer, TimeSpan timeout, List<Fault> faults)
    {
        if (timeout < ShortestTimeout || timeout > LongestTimeout)
            faults.Add(new(pointer, $"expected {ShortestTimeout.TotalMilliseconds} ms to {LongestTimeout.TotalMinutes} min, "
                + $"found {timeout.TotalMilliseconds} ms"));
    }

    private static EndPoint? EndPointOf(string text)
    {
        if (!Uri.TryCreate($"redis://{text}", UriKind.Absolute, out var url) || url.Port is < 1 or > IPEndPoint.MaxPort) return null;
        if (url.UserInfo.Length > 0 || url.PathAndQuery.Trim('/').Length > 0 || url.Fragment.Length > 0
            || url.Host.Length == 0) return null;
        return IPAddress.TryParse(url.Host, out var address) ? new IPEndPoint(address, url.Port) : new DnsEndPoint(url.Host, url.Port);
    }
}
