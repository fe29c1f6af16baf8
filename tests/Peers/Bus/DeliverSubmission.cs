namespace ActorSync.Peers.Bus;

/// <summary>The message: one submission to be delivered.</summary>
public sealed record DeliverSubmission(string Account, string Line);
