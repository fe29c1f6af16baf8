namespace ActorSync;

/// <summary>A new row of the attempts.</summary>
public sealed record LogAttempt(DeliveryId Delivery, Attempt Attempt);
