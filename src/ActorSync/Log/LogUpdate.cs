namespace ActorSync;

/// <summary>A row of the registration log that has moved on.</summary>
public sealed record LogUpdate(DeliveryId Delivery, LogStatus Status);
