namespace ActorSync.Delivering;

/// <summary>When a party is left alone for a while, because most calls to it fail (R16).</summary>
public sealed record CircuitBreakerSettings
{
    /// <summary>Share of failed calls that opens the circuit: above 0, at most 1.</summary>
    public required double FailureRatio { get; init; }

    /// <summary>Calls within the window below which the ratio says nothing; from 1 up.</summary>
    public required int MinimumCalls { get; init; }

    /// <summary>Failures without a success between them that open the circuit, however few the calls are; from 1 up.</summary>
    public required int FailuresInARow { get; init; }

    /// <summary>How far back calls count.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>How long the circuit stays open before one call is tried.</summary>
    public required TimeSpan Break { get; init; }
}
