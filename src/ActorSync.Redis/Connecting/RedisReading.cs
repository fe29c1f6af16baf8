namespace ActorSync.Redis;

/// <summary>What came of reading a configuration: settings, or all that is wrong.</summary>
public sealed record RedisReading
{
    /// <summary>Null exactly when there are faults.</summary>
    public RedisSettings? Settings { get; init; }

    /// <summary>Each with a pointer into the configuration, such as `/endpoints/0`.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }
}
