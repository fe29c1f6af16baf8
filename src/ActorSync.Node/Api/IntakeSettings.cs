namespace ActorSync.Node.Api;

/// <summary>Limits of what comes in over HTTP. Never changed after start.</summary>
internal sealed record IntakeSettings
{
    /// <summary>Lines in one batch, at most.</summary>
    public required int BatchLines { get; init; }

    /// <summary>Bytes in one batch, at most.</summary>
    public required int BatchBytes { get; init; }

    /// <summary>Batches read at the same time; others are told to come again.</summary>
    public required int Batches { get; init; }

    /// <summary>How long a line of a batch waits for a full mailbox before it is answered `busy`.</summary>
    public required TimeSpan BatchPatience { get; init; }
}
