namespace ActorSync;

/// <summary>A new row of the operators' actions.</summary>
public sealed record LogAction(DeliveryId Delivery, OperatorAction Action, string By, string Why, DateTimeOffset At);
