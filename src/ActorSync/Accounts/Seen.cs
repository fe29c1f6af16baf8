namespace ActorSync;

/// <summary>What is remembered of every submission, for ever: enough to give the first answer again (R2).</summary>
public sealed record Seen(ContentHash Fingerprint, DateTimeOffset ReceivedAt, Verdict Verdict);
