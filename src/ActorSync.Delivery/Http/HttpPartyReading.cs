namespace ActorSync.Delivering;

/// <summary>What came of reading a party's configuration: its settings, or all its faults.</summary>
public sealed record HttpPartyReading
{
    /// <summary>Null exactly when there are faults.</summary>
    public HttpPartySettings? Settings { get; init; }

    /// <summary>Each with a pointer into the configuration, such as `/deliver/path`.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }
}
