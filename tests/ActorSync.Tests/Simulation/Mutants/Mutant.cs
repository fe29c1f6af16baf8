using ActorSync.Engine;

namespace ActorSync.Tests.Simulation;

/// <summary>A defect on purpose: what finds it proves that it would find it.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Change">Puts it into the parts of a process, by its number.</param>
internal sealed record Mutant(string Name, Func<EngineParts, int, EngineParts> Change);
