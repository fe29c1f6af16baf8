namespace ActorSync;

/// <summary>One remembered submission in a <see cref="Snapshot"/>.</summary>
public sealed record SnapshotSeen(SubmissionId Id, Seen Seen);
