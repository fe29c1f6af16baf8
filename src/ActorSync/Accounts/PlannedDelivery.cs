namespace ActorSync;

/// <summary>How a delivery starts out.</summary>
/// <param name="From">The link's origin: not the submission's where a party's own change is sent back to it (R12d).</param>
/// <param name="To">The receiver.</param>
/// <param name="Due">From when on it may leave.</param>
/// <param name="LookAt">Gated: when it is next looked at; null: not gated.</param>
/// <param name="GateUntil">Gated: when it is parked as main-missing.</param>
/// <param name="Parked">Parked from the start: conflict, crossing or loop.</param>
public sealed record PlannedDelivery(
    PartyId From, PartyId To, DateTimeOffset Due,
    DateTimeOffset? LookAt = null, DateTimeOffset? GateUntil = null, ParkReason? Parked = null);
