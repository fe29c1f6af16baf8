namespace ActorSync.Engine;

/// <summary>Where the engine's time, chance and steps come from: the machine in a node, a seed in a simulation.</summary>
/// <param name="Time">Every time and timer.</param>
/// <param name="Chance">The source of a shard's chance (jitter); asked once for each shard.</param>
/// <param name="Spawn">
/// Starts a loop or a call. Everything that it awaits goes on where it began, since the engine never leaves the ambient scheduler.
/// </param>
public sealed record EngineRuntime(TimeProvider Time, Func<int, Random> Chance, Func<Func<Task>, Task> Spawn)
{
    /// <summary>The machine's clock, chance and thread pool.</summary>
    public static EngineRuntime Machine { get; } = new(TimeProvider.System, _ => new Random(), Task.Run);
}
