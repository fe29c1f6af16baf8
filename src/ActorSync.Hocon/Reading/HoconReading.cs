using System.Diagnostics.CodeAnalysis;

namespace ActorSync.Hocon;

/// <summary>
/// What came of reading a setting as some type: the value, or the fault. A fault is a value too, so that a reader of many
/// settings can report all that is wrong at once.
/// </summary>
public sealed class HoconReading<T>
{
    private readonly HoconSetting _setting;
    private readonly T? _value;

    private HoconReading(HoconSetting setting, T? value, HoconFault? fault)
    {
        _setting = setting;
        _value = value;
        Fault = fault;
    }

    /// <summary>Null if the reading succeeded.</summary>
    public HoconFault? Fault { get; }

    [MemberNotNullWhen(false, nameof(Fault))]
    public bool Succeeded => Fault is null;

    /// <exception cref="HoconException">The reading failed.</exception>
    public T Value => Succeeded ? _value! : throw HoconException.Of(Fault);

    internal static HoconReading<T> Of(HoconSetting setting, T value) => new(setting, value, null);

    internal static HoconReading<T> Failed(HoconSetting setting, string expected) => new(setting, default, setting.Fault(expected));

    /// <summary>
    /// Narrows what is allowed, as in <c>Must(port => port > 0, "a port above 0")</c>. What cannot be read at all is told the
    /// same: a type's own range would be the wrong advice.
    /// </summary>
    public HoconReading<T> Must(Func<T, bool> allowed, string expected)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        return Succeeded && allowed(_value!) ? this : Failed(_setting, expected);
    }

    /// <summary>The value, or, with its fault added to those found so far, a stand-in.</summary>
    [return: NotNullIfNotNull(nameof(otherwise))]
    public T? Collect(ICollection<HoconFault> faults, T? otherwise = default)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (Succeeded)
            return _value!;
        faults.Add(Fault);
        return otherwise;
    }
}
