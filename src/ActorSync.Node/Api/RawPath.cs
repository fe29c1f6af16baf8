using Microsoft.AspNetCore.Http.Features;

namespace ActorSync.Node.Api;

/// <summary>The path as it was sent, in segments that are decoded one by one: an id may hold a '/', sent as %2F.</summary>
internal static class RawPath
{
    /// <returns>
    /// The segments after a prefix, of which an id may take several if its '/' came unescaped. None when the prefix is spelt in
    /// another way: what follows would begin elsewhere.
    /// </returns>
    public static string[] After(HttpContext http, string prefix)
    {
        var path = WithoutAddress(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget).Split('?', 2)[0];
        return path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            ? [.. path[prefix.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)]
            : [];
    }

    /// <summary>Segments of one id put together again.</summary>
    public static string Id(IEnumerable<string> segments) => string.Join('/', segments);

    /// <summary>Proxies are sent the whole address (RFC 9112, section 3.2.2), and some pass it on.</summary>
    private static string WithoutAddress(string target)
    {
        const string afterScheme = "://";
        if (target.StartsWith('/') || target.IndexOf(afterScheme, StringComparison.Ordinal) is not (> 0 and var scheme)) return target;
        var path = target.IndexOf('/', scheme + afterScheme.Length);
        return path < 0 ? "/" : target[path..];
    }
}
