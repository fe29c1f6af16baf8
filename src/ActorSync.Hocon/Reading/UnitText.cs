using System.Globalization;

namespace ActorSync.Hocon;

/// <summary>A number with a unit behind it, white space allowed on all sides.</summary>
internal readonly record struct UnitText(decimal Number, string Unit)
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <returns>Null if there is no number; an empty unit if there is no more than that.</returns>
    internal static UnitText? Parse(string? text)
    {
        var rest = text.AsSpan().Trim();
        var end = rest.Length;
        while (end > 0 && char.IsLetter(rest[end - 1]))
            end--;
        return decimal.TryParse(rest[..end].TrimEnd(), Style, CultureInfo.InvariantCulture, out var number)
            ? new UnitText(number, rest[end..].ToString())
            : null;
    }

    /// <summary>The number times a unit, or null if that is more than a decimal holds.</summary>
    internal decimal? Times(decimal unit)
    {
        try
        {
            return Number * unit;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
