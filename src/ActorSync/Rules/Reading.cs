namespace ActorSync;

/// <summary>What came of reading a configuration: settings, or all that is wrong.</summary>
/// <typeparam name="TSettings">What is made of it.</typeparam>
public sealed record Reading<TSettings>
    where TSettings : class
{
    /// <summary>Null exactly when there are faults.</summary>
    public TSettings? Settings { get; init; }

    /// <summary>Each with a pointer into the configuration, such as `/endpoints/0`.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }
}
