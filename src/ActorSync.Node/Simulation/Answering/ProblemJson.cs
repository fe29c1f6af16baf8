namespace ActorSync.Node.Simulation;

/// <summary>Problem details (RFC 9457).</summary>
internal static class ProblemJson
{
    public const string MediaType = "application/problem+json";

    public static byte[] Of(int status, string title, string? detail, IReadOnlyList<Fault>? faults = null) =>
        SimulationJson.Write(new ProblemDetails(title, status, detail, faults));
}

internal sealed record ProblemDetails(string Title, int Status, string? Detail, IReadOnlyList<Fault>? Errors);
