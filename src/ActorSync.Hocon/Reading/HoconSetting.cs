using System.Globalization;

namespace ActorSync.Hocon;

/// <summary>
/// A key of a configuration, with the value that stands there, if any. Conversions are those of the specification: numbers
/// and booleans read as text, text as numbers and booleans, an object with numbers for keys as a list; null as nothing.
/// </summary>
public sealed class HoconSetting
{
    private const NumberStyles WholeStyle = NumberStyles.AllowLeadingSign;
    private const NumberStyles DecimalStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private readonly HoconOrigin _parentOrigin;

    private HoconSetting(string key, HoconValue? value, HoconOrigin parentOrigin)
    {
        Key = key;
        Value = value;
        _parentOrigin = parentOrigin;
    }

    /// <summary>The full key, as it would be written: <c>links.0.from</c>. Empty for the root.</summary>
    public string Key { get; }

    /// <summary>The last part of the key, without quotes: under what the setting stands. Not of the root, which has none.</summary>
    public string Name => HoconPath.Parse(Key).Keys[^1];

    /// <summary>Null where nothing was written; a null that was written is a <see cref="HoconNull"/>.</summary>
    public HoconValue? Value { get; }

    /// <summary>Something other than null stands here.</summary>
    public bool Exists => Value is not (null or HoconNull);

    internal static HoconSetting Root(HoconObject root) => new("", root, root.Origin);

    /// <summary>The setting at a path expression below this one.</summary>
    public HoconSetting At(string path) => HoconPath.Parse(path).Keys.Aggregate(this, (setting, key) => setting.Field(key));

    /// <summary>The setting under one key, which is taken as it is: dots in it do not count.</summary>
    public HoconSetting Field(string key) =>
        Child(HoconPath.Written(key), Value is HoconObject fields ? fields.Fields.GetValueOrDefault(key) : null);

    public HoconReading<string> ReadText() =>
        Value is HoconString or HoconNumber or HoconBoolean ? Read(Value.Text!) : Failed<string>("text");

    public HoconReading<bool> ReadBoolean() => Value is HoconString or HoconBoolean
        ? Value.Text switch
        {
            "true" or "yes" or "on" => Read(true),
            "false" or "no" or "off" => Read(false),
            _ => Failed<bool>(Expectations.Boolean),
        }
        : Failed<bool>(Expectations.Boolean);

    public HoconReading<int> ReadInt32() => Whole() is { } number ? Read(number) : Failed<int>(Expectations.Whole);

    public HoconReading<double> ReadDouble() =>
        double.TryParse(NumberText, DecimalStyle, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? Read(number)
            : Failed<double>("a number");

    /// <summary>
    /// A time span such as <c>1.5s</c>; a bare number counts milliseconds. Rounded to the 100 ns a TimeSpan can tell apart.
    /// </summary>
    public HoconReading<TimeSpan> ReadDuration() =>
        DurationText.Parse(NumberText) is { } duration ? Read(duration) : Failed<TimeSpan>(Expectations.Duration);

    /// <summary>A number of bytes such as <c>64 KiB</c>; a bare number counts bytes. A part of a byte is dropped.</summary>
    public HoconReading<long> ReadSize() => SizeText.Parse(NumberText) is { } size ? Read(size) : Failed<long>(Expectations.Size);

    public HoconReading<IReadOnlyList<HoconSetting>> ReadList() =>
        (Value as HoconArray ?? (Value is HoconObject fields ? NumberedKeys.ToArray(fields) : null)) is { } elements
            ? Read<IReadOnlyList<HoconSetting>>(elements.Elements.Select(Element).ToArray())
            : Failed<IReadOnlyList<HoconSetting>>("a list");

    /// <summary>The settings directly below, in the order written; none if this is not an object.</summary>
    public IEnumerable<HoconSetting> Fields() => Value is HoconObject fields ? fields.Fields.Keys.Select(Field) : [];

    /// <summary>A fault at this setting, for rules that concern more than its type.</summary>
    public HoconFault Fault(string expected) =>
        new(Value?.Origin ?? _parentOrigin, Key, expected, Value?.Described ?? "nothing");

    public override string ToString() => Key;

    private string? NumberText => Value is HoconNumber or HoconString ? Value.Text : null;

    private HoconSetting Element(HoconValue element, int index) => Child(index.ToString(CultureInfo.InvariantCulture), element);

    private HoconSetting Child(string key, HoconValue? value) =>
        new(Key.Length == 0 ? key : $"{Key}.{key}", value, Value?.Origin ?? _parentOrigin);

    /// <summary>Also reads <c>1e3</c> and <c>2.0</c>, which are whole numbers written otherwise.</summary>
    private int? Whole()
    {
        if (int.TryParse(NumberText, WholeStyle, CultureInfo.InvariantCulture, out var whole))
            return whole;
        return decimal.TryParse(NumberText, DecimalStyle, CultureInfo.InvariantCulture, out var number)
            && decimal.IsInteger(number)
            && number == Math.Clamp(number, int.MinValue, int.MaxValue)
                ? (int)number
                : null;
    }

    private HoconReading<T> Read<T>(T value) => HoconReading<T>.Of(this, value);

    private HoconReading<T> Failed<T>(string expected) => HoconReading<T>.Failed(this, expected);
}
