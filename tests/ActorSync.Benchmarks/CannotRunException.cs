namespace ActorSync.Benchmarks;

/// <summary>Something cannot be measured here: what it needs is not there, or does not start.</summary>
internal sealed class CannotRunException(string reason) : Exception(reason);
