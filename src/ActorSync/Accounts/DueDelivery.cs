namespace ActorSync;

/// <summary>A delivery and the time at which it is next looked at, or may leave.</summary>
public readonly record struct DueDelivery(DeliveryId Delivery, DateTimeOffset At);
