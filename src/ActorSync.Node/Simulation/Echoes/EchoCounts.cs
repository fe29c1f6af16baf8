namespace ActorSync.Node.Simulation;

/// <summary>What has become of the reports to the node.</summary>
/// <param name="Open">Waiting to be sent, or sent and not answered for good.</param>
/// <param name="Taken">Answered 2xx.</param>
/// <param name="Refused">Answered 4xx: not sent again.</param>
/// <param name="Retried">Tries that were not answered, or with 408, 425, 429 or 5xx: sent again.</param>
/// <param name="Dropped">Not sent at all, because too many waited.</param>
public sealed record EchoCounts(long Open, long Taken, long Refused, long Retried, long Dropped);
