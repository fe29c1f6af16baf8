namespace ActorSync.Node.Simulation;

/// <summary>The newest record of one origin that was taken over, whatever has replaced it since, and the key it came under.</summary>
internal readonly record struct NewestReport(PartyRecord Record, UInt128 KeyHash);
