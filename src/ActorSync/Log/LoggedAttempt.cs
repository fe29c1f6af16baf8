namespace ActorSync;

/// <summary>An attempt as the log holds it.</summary>
public sealed record LoggedAttempt(PartyId To, Attempt Attempt);
