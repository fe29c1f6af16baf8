namespace ActorSync.Storage;

/// <summary>Stored times: Unix milliseconds, as a <see cref="LogCursor"/> prints them.</summary>
internal static class Milliseconds
{
    public static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>The first stored time that is not before <paramref name="time"/>.</summary>
    public static long AtOrAfter(DateTimeOffset time)
    {
        var floor = Of(time);
        return Time(floor) < time ? floor + 1 : floor;
    }

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
