namespace ActorSync.Benchmarks.Peers;

/// <summary>A system under comparison.</summary>
/// <param name="Name">Of the `--only` option.</param>
/// <param name="What">In a few words.</param>
/// <param name="Version">Of what it is built on.</param>
/// <param name="Prepare">Builds it and starts the servers that it needs. Throws <see cref="CannotRunException"/>.</param>
internal sealed record Contender(string Name, string What, string Version, Func<Ground, Task<Launch>> Prepare);
