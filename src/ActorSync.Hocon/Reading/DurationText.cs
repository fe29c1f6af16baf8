using System.Globalization;

namespace ActorSync.Hocon;

/// <summary>The duration format of the specification.</summary>
public static class DurationText
{
    private static readonly (string Unit, long Ticks)[] Written =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond), ("us", TimeSpan.TicksPerMicrosecond),
    ];

    /// <summary>As somebody would write it: a whole number of the largest unit there is one of.</summary>
    public static string Of(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero) return "0s";
        foreach (var (unit, ticks) in Written)
            if (duration.Ticks % ticks == 0) return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks}{unit}");
        return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks * (decimal)TimeSpan.NanosecondsPerTick}ns");
    }

    /// <summary>Null when it is none.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (UnitText.Parse(text) is not { } parsed || Ticks(parsed.Unit) is not { } unit || parsed.Times(unit) is not { } ticks)
            return null;
        ticks = Math.Round(ticks, MidpointRounding.AwayFromZero);
        return ticks == Math.Clamp(ticks, TimeSpan.MinValue.Ticks, TimeSpan.MaxValue.Ticks) ? new TimeSpan((long)ticks) : null;
    }

    private static decimal? Ticks(string unit) => unit switch
    {
        "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => 1m / TimeSpan.NanosecondsPerTick,
        "us" or "micro" or "micros" or "microsecond" or "microseconds" => TimeSpan.TicksPerMicrosecond,
        "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => TimeSpan.TicksPerMillisecond,
        "s" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "m" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "h" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        _ => null,
    };
}
