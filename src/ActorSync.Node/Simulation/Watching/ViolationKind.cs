namespace ActorSync.Node.Simulation;

/// <summary>What a sender can do wrong. Shown by name, in kebab case.</summary>
public enum ViolationKind
{
    /// <summary>A sub-meeting registration came while its main meeting's was not held; refused or not.</summary>
    SubBeforeMain,

    /// <summary>An older revision was taken over after a newer one of the same origin.</summary>
    OlderRevision,

    /// <summary>
    /// A call about an account began before another about it was answered, and its caller had not given the other up. Calls
    /// that say that they carry different origins come over different links, and may.
    /// </summary>
    Overlap,

    /// <summary>An idempotency key came back with another request.</summary>
    KeyReused,

    /// <summary>The same revision and content of an origin was taken over twice, under two keys.</summary>
    RepeatedEffect,
}
