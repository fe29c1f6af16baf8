namespace ActorSync.Node.Simulation;

/// <summary>What a simulated party saw since it started or was reset.</summary>
public sealed record SimulationReport
{
    public required string Party { get; init; }

    /// <summary>Calls that would change something; reading is not counted.</summary>
    public required long Calls { get; init; }

    /// <summary>How those that have ended did.</summary>
    public required IReadOnlyDictionary<CallResult, long> Results { get; init; }

    /// <summary>And with which status codes, as far as any came.</summary>
    public required IReadOnlyDictionary<int, long> Statuses { get; init; }

    /// <summary>Calls that acted after their caller had given them up. What is out of order about them is no violation.</summary>
    public required long LandedLate { get; init; }

    public required long Violations { get; init; }

    public required IReadOnlyDictionary<ViolationKind, long> ViolationsByKind { get; init; }

    /// <summary>The first ones, up to <see cref="SimulatedPartySettings.ViolationsShown"/>.</summary>
    public required IReadOnlyList<Violation> FirstViolations { get; init; }

    public required EchoCounts Echoes { get; init; }

    /// <summary>The latest calls, up to <see cref="SimulatedPartySettings.CallsShown"/>, in the order in which they came.</summary>
    public required IReadOnlyList<ReceivedCall> Received { get; init; }
}
