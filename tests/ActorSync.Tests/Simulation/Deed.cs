namespace ActorSync.Tests.Simulation;

/// <summary>Something that somebody does to the system at a time; whatever else it needs is drawn from its own dice.</summary>
internal readonly record struct Deed(int Number, TimeSpan At, DeedKind Kind, ulong Dice);
