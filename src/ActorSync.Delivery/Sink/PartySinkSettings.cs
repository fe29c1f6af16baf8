namespace ActorSync.Delivering;

/// <summary>How much a party is asked at once. Settings: never changed after start.</summary>
public sealed record PartySinkSettings
{
    /// <summary>Calls in flight (R17); from 1 up.</summary>
    public required int MaxInFlight { get; init; }

    /// <summary>Accounts that may wait for a place; those beyond are found again through the registration log. From 1 up.</summary>
    public required int MaxWaiting { get; init; }

    /// <summary>How many more it is worth bringing beside so many: until half of those who may wait do so. From 0 up.</summary>
    public int RoomBeside(int waiting) => Math.Max(0, (MaxWaiting / 2) + 1 - waiting);

    /// <summary>After which an attempt ends with unknown effect (R15).</summary>
    public required TimeSpan AttemptTimeout { get; init; }

    /// <summary>Calls a second; null: no limit.</summary>
    public double? RatePerSecond { get; init; }

    public required CircuitBreakerSettings CircuitBreaker { get; init; }
}
