namespace ActorSync.Node.Simulation;

/// <summary>What a simulated party holds of a registration.</summary>
public sealed record HeldRecord(JsonData Data, long Revision);
