namespace ActorSync.Peers.Polling;

/// <summary>What the receiver is known to hold of a registration.</summary>
internal sealed record HeldRegistration(string Account, string Meeting, long Revision);
