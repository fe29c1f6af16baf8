namespace ActorSync;

/// <summary>A new row of the operators' actions: `retry`, `skip`, `release` or `edit`.</summary>
public sealed record LogAction(DeliveryId Delivery, string Action, string By, string Why, DateTimeOffset At);
