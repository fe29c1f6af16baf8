namespace ActorSync;

/// <param name="Entries">Newest first.</param>
/// <param name="Next">Where the next page begins; null: this is the last.</param>
public sealed record LogPage(IReadOnlyList<LogEntry> Entries, LogCursor? Next);
