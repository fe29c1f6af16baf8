namespace ActorSync.Benchmarks.Peers;

/// <summary>A system cannot be measured here: something that it needs is not there, or it does not start.</summary>
internal sealed class CannotRunException(string reason) : Exception(reason);
