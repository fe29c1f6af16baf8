using System.Text.RegularExpressions;

namespace ActorSync.Benchmarks.Waiting;

/// <summary>Whether a node has found everything that was open when it started.</summary>
internal static partial class Recovery
{
    /// <summary>Returns when it has.</summary>
    /// <exception cref="CannotRunException">It never comes to an end.</exception>
    public static async Task End(Uri management)
    {
        using var http = new HttpClient();
        await Patience.Until(async () => IsOver().IsMatch(await http.GetStringAsync(new Uri(management, "/metrics")))
            ? null
            : "expected the node to find what was open when it started");
    }

    [GeneratedRegex(@"^actorsync_recovering(\{[^}]*\})? 0\r?$", RegexOptions.Multiline)]
    private static partial Regex IsOver();
}
