namespace ActorSync.Node.Api;

/// <summary>Limits of what comes in over HTTP. Never changed after start.</summary>
internal sealed record IntakeSettings
{
    /// <summary>What one line takes besides its text, while its receipt is waited for and written.</summary>
    public const int ReceiptBytes = 1024;

    /// <summary>Lines in one batch, at most.</summary>
    public required int BatchLines { get; init; }

    /// <summary>Bytes in one batch, at most.</summary>
    public required int BatchBytes { get; init; }

    /// <summary>
    /// Batches that are decided at the same time, and of full size for which there is memory; what does not fit is told to come again.
    /// </summary>
    public required int Batches { get; init; }

    /// <summary>Bytes that all batches together may take.</summary>
    public long Memory => Batches * (BatchBytes + (long)BatchLines * ReceiptBytes);

    /// <summary>How long a batch waits for its turn, and a line of it for a full mailbox, before it is answered `busy`.</summary>
    public required TimeSpan BatchPatience { get; init; }
}
