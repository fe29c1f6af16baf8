namespace ActorSync;

/// <summary>Times as stores keep them: whole milliseconds since 1970, which a score of Redis holds exactly, too.</summary>
public static class Milliseconds
{
    /// <summary>Of the millisecond in which the time is.</summary>
    public static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>Of the first millisecond that is not before the time.</summary>
    public static long AtOrAfter(DateTimeOffset time)
    {
        var floor = Of(time);
        return Time(floor) < time ? floor + 1 : floor;
    }

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>The time as it comes back from a store.</summary>
    public static DateTimeOffset Stored(DateTimeOffset time) => Time(Of(time));
}
