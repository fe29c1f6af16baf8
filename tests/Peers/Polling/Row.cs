namespace ActorSync.Peers.Polling;

/// <summary>A submission of a page.</summary>
internal sealed record Row(ulong Seq, Submission Submission);
