namespace ActorSync.Node.Simulation;

/// <summary>How a simulated party reports what it took over back to a node.</summary>
public sealed record SimulatedEcho
{
    /// <summary>The node's address; `/v1/submissions` follows.</summary>
    public required string Node { get; init; }

    /// <summary>Each report is late by chance, up to this.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Of what it takes over: reported.</summary>
    public double Percent { get; init; } = 100;

    /// <summary>Reports that are sent twice: half of them again as they were, half under another id.</summary>
    public double DoublePercent { get; init; }

    /// <summary>For a node that asks for one; null: none. Never shown.</summary>
    internal string? Key { get; init; }

    /// <summary>Whose records are reported; null: everybody's.</summary>
    internal Predicate<string>? IsAbout { get; init; }

    internal static bool IsAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
