namespace ActorSync.Delivering;

/// <summary>Leave to make one call, to be handed back with its end or unused.</summary>
/// <param name="Period">In which the circuit gave it: what ends in a later one says nothing about that.</param>
internal readonly record struct CircuitPass(int Period);
