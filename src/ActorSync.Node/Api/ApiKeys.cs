using System.Security.Cryptography;
using System.Text;

namespace ActorSync.Node.Api;

/// <summary>
/// Lets in who brings one of the configured keys, as `Authorization: Bearer KEY` or `X-Api-Key: KEY`; without keys, everybody.
/// </summary>
internal sealed class ApiKeys(IReadOnlyDictionary<string, string> keysByName)
{
    private readonly byte[][] _hashes = [.. keysByName.Values.Select(Hash)];

    public bool Allows(HttpRequest request)
    {
        if (_hashes.Length == 0) return true;
        if (KeyOf(request) is not { } key) return false;
        var hash = Hash(key);
        var known = false;
        foreach (var expected in _hashes) known |= CryptographicOperations.FixedTimeEquals(expected, hash);
        return known;
    }

    private static string? KeyOf(HttpRequest request)
    {
        const string scheme = "Bearer ";
        if (request.Headers["X-Api-Key"] is [{ Length: > 0 } key]) return key;
        return request.Headers.Authorization is [{ } header] && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? header[scheme.Length..].Trim()
            : null;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
