using System.Globalization;

namespace ActorSync;

/// <summary>The last row of a page: paging by key, so that new rows shift nothing.</summary>
/// <param name="ReceivedAt">When its submission came.</param>
/// <param name="Row">The row's number.</param>
public readonly record struct LogCursor(DateTimeOffset ReceivedAt, long Row)
{
    /// <summary>False when the text is not the printed form of a cursor.</summary>
    public static bool TryParse(string text, out LogCursor cursor)
    {
        cursor = default;
        var parts = text.Split('-');
        if (parts.Length != 2 || !Number(parts[0], out var milliseconds) || !Number(parts[1], out var row)
            || milliseconds > Milliseconds.Of(DateTimeOffset.MaxValue)) return false;
        cursor = new(Milliseconds.Time(milliseconds), row);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds.Of(ReceivedAt)}-{Row}");

    private static bool Number(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
