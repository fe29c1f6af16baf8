namespace ActorSync.Storage;

/// <summary>A <see cref="JournalProgress"/> as it is stored.</summary>
internal sealed record ProgressRow
{
    public long Position { get; init; }

    public string? Gaps { get; init; }

    public JournalProgress Progress => JournalProgress.Of(Position, Gaps);
}
