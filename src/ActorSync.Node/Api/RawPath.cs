using Microsoft.AspNetCore.Http.Features;

namespace ActorSync.Node.Api;

/// <summary>The path as it was sent, in segments that are decoded one by one: an id may hold a '/', sent as %2F.</summary>
internal static class RawPath
{
    /// <returns>The segments after a prefix, of which an id may take several if its '/' came unescaped.</returns>
    public static string[] After(HttpContext http, string prefix)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0];
        return [.. path[Math.Min(path.Length, prefix.Length)..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
    }

    /// <summary>Segments of one id put together again.</summary>
    public static string Id(IEnumerable<string> segments) => string.Join('/', segments);
}
