namespace ActorSync.Redis;

/// <summary>Times as the queue keeps them: whole milliseconds since 1970, which a score holds exactly.</summary>
internal static class DelayScore
{
    /// <summary>The first millisecond that is not before the time.</summary>
    public static long Of(DateTimeOffset time)
    {
        var floor = time.ToUnixTimeMilliseconds();
        return Time(floor) < time ? floor + 1 : floor;
    }

    public static DateTimeOffset Time(long score) => DateTimeOffset.FromUnixTimeMilliseconds(score);
}
