using System.Collections.Immutable;

namespace ActorSync;

/// <param name="Deliveries">Where an accepted submission goes.</param>
/// <param name="LostTo">The submission that wins a crossing against it everywhere; null: none does.</param>
internal sealed record Plan(ImmutableArray<PlannedDelivery> Deliveries, SubmissionId? LostTo);
