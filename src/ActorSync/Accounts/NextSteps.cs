using System.Collections.Immutable;

namespace ActorSync;

/// <summary>What an account wants done now.</summary>
/// <param name="Starts">Deliveries whose turn it is, at most one for each link (R6).</param>
/// <param name="LookAt">When to wake it; null: time changes nothing.</param>
public sealed record NextSteps(ImmutableArray<Delivery> Starts, DateTimeOffset? LookAt)
{
    public static readonly NextSteps Nothing = new([], null);
}
