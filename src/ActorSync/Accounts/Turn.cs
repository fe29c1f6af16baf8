namespace ActorSync;

/// <summary>A delivery's place in a queue: by time, then by age.</summary>
public readonly record struct Turn(DateTimeOffset At, long Order, DeliveryId Delivery) : IComparable<Turn>
{
    public int CompareTo(Turn other) => (At, Order).CompareTo((other.At, other.Order));

    public static bool operator <(Turn left, Turn right) => left.CompareTo(right) < 0;
    public static bool operator >(Turn left, Turn right) => left.CompareTo(right) > 0;
    public static bool operator <=(Turn left, Turn right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Turn left, Turn right) => left.CompareTo(right) >= 0;
}
