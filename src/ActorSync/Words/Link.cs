namespace ActorSync;

/// <summary>"What party <paramref name="From"/> reports goes to party <paramref name="To"/>." Ordered by the parties' names.</summary>
public readonly record struct Link(PartyId From, PartyId To) : IComparable<Link>
{
    public int CompareTo(Link other)
    {
        var byFrom = string.CompareOrdinal(From.Value, other.From.Value);
        return byFrom != 0 ? byFrom : string.CompareOrdinal(To.Value, other.To.Value);
    }

    public override string ToString() => $"{From}->{To}";

    public static bool operator <(Link left, Link right) => left.CompareTo(right) < 0;
    public static bool operator >(Link left, Link right) => left.CompareTo(right) > 0;
    public static bool operator <=(Link left, Link right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Link left, Link right) => left.CompareTo(right) >= 0;
}
