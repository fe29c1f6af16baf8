using System.Text.RegularExpressions;

namespace ActorSync.Benchmarks.Waiting;

/// <summary>Whether a node has found everything that was open when it started.</summary>
internal static partial class Recovery
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when it has.</summary>
    public static async Task End(Uri management)
    {
        using var http = new HttpClient();
        while (!IsOver().IsMatch(await http.GetStringAsync(new Uri(management, "/metrics")))) await Task.Delay(Look, TimeProvider.System);
    }

    [GeneratedRegex(@"^actorsync_recovering(\{[^}]*\})? 0\r?$", RegexOptions.Multiline)]
    private static partial Regex IsOver();
}
