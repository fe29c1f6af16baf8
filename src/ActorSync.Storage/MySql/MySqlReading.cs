namespace ActorSync.Storage;

/// <summary>What came of reading a configuration: settings, or all that is wrong.</summary>
public sealed record MySqlReading
{
    /// <summary>Null exactly when there are faults.</summary>
    public MySqlSettings? Settings { get; init; }

    /// <summary>Each with a pointer into the configuration, such as `/connectTimeout`.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }
}
