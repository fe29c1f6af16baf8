using System.Globalization;

namespace ActorSync.Hocon;

/// <summary>Where a value was written. Line and column count from 1; a line of 0 means the source has none.</summary>
public readonly record struct HoconOrigin(string Source, int Line, int Column)
{
    /// <summary>The origin of something that was not written anywhere, such as a missing setting.</summary>
    public static HoconOrigin None { get; } = new("", 0, 0);

    public static HoconOrigin Of(string source) => new(source, 0, 0);

    public override string ToString() =>
        Line == 0 ? Source : string.Create(CultureInfo.InvariantCulture, $"{Source}:{Line}:{Column}");
}
