namespace ActorSync.Hocon;

/// <summary>A configuration that cannot be used, with everything found wrong with it.</summary>
public sealed class HoconException : Exception
{
    public HoconException() : this([])
    {
    }

    public HoconException(string message) : base(message)
    {
    }

    public HoconException(string message, Exception innerException) : base(message, innerException)
    {
    }

    private HoconException(IReadOnlyList<HoconFault> faults)
        : base(string.Join(Environment.NewLine, faults.Select(fault => fault.Message))) => Faults = faults;

    public IReadOnlyList<HoconFault> Faults { get; } = [];

    public static HoconException Of(HoconFault fault) => new([fault]);

    public static HoconException Of(IEnumerable<HoconFault> faults) => new(faults.ToArray());

    internal static HoconException At(HoconOrigin origin, string expected, string found) =>
        Of(HoconFault.At(origin, expected, found));
}
