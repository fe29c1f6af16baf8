using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Reading;

public sealed class UnitsTests
{
    public static TheoryData<string, long> Durations => new()
    {
        { "ns nano nanos nanosecond nanoseconds", 2 },
        { "us micro micros microsecond microseconds", 200 * TimeSpan.TicksPerMicrosecond },
        { "ms milli millis millisecond milliseconds", 200 * TimeSpan.TicksPerMillisecond },
        { "s second seconds", 200 * TimeSpan.TicksPerSecond },
        { "m minute minutes", 200 * TimeSpan.TicksPerMinute },
        { "h hour hours", 200 * TimeSpan.TicksPerHour },
        { "d day days", 200 * TimeSpan.TicksPerDay },
    };

    public static TheoryData<string, long> Sizes => new()
    {
        { "B b byte bytes", 1 },
        { "kB kilobyte kilobytes", 1_000 },
        { "MB megabyte megabytes", 1_000_000 },
        { "GB gigabyte gigabytes", 1_000_000_000 },
        { "TB terabyte terabytes", 1_000_000_000_000 },
        { "PB petabyte petabytes", 1_000_000_000_000_000 },
        { "EB exabyte exabytes", 1_000_000_000_000_000_000 },
        { "K k Ki KiB kibibyte kibibytes", 1L << 10 },
        { "M m Mi MiB mebibyte mebibytes", 1L << 20 },
        { "G g Gi GiB gibibyte gibibytes", 1L << 30 },
        { "T t Ti TiB tebibyte tebibytes", 1L << 40 },
        { "P p Pi PiB pebibyte pebibytes", 1L << 50 },
        { "E e Ei EiB exbibyte exbibytes", 1L << 60 },
    };

    [Theory]
    [InlineData("0s")]
    [InlineData("10ms")]
    [InlineData("90s")]
    [InlineData("10m")]
    [InlineData("36h")]
    [InlineData("3650d")]
    [InlineData("1500us")]
    [InlineData("700ns")]
    [InlineData("-5m")]
    public void A_duration_is_shown_as_it_would_be_written(string text) =>
        Assert.Equal(text, DurationText.Of(DurationText.Parse(text)!.Value));

    [Theory]
    [MemberData(nameof(Durations))]
    public void Every_unit_of_time_is_known(string units, long ticks)
    {
        foreach (var unit in units.Split(' '))
        {
            Assert.Equal(ticks, Parsed.Setting($"200{unit}").ReadDuration().Value.Ticks);
            Assert.Equal(ticks, Parsed.Setting($"\" 200  {unit}  \"").ReadDuration().Value.Ticks);
        }
    }

    [Theory]
    [InlineData("1500", 1_500)]
    [InlineData("\"1500\"", 1_500)]
    [InlineData("1.5s", 1_500)]
    [InlineData("1.5e3 ms", 1_500)]
    [InlineData("-2s", -2_000)]
    [InlineData("\"+2s\"", 2_000)]
    [InlineData("0", 0)]
    [InlineData("0.0000005s", 0.0005)]
    public void A_bare_number_counts_milliseconds(string value, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Parsed.Setting(value).ReadDuration().Value);

    [Theory]
    [InlineData("149ns", 1)]
    [InlineData("150ns", 2)]
    [InlineData("0.01666666666666666666666m", TimeSpan.TicksPerSecond)]
    public void Time_is_rounded_to_the_nearest_tick(string value, long ticks) =>
        Assert.Equal(ticks, Parsed.Setting(value).ReadDuration().Value.Ticks);

    [Theory]
    [InlineData("5 parsecs")]
    [InlineData("5S")]
    [InlineData("5 Seconds")]
    [InlineData("s")]
    [InlineData("\"\"")]
    [InlineData("1 2 s")]
    [InlineData("5s 3")]
    [InlineData("1e300d")]
    [InlineData("11000000d")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[1s]")]
    public void What_is_no_duration_is_a_fault(string value) =>
        Assert.StartsWith(
            "text:1:7: key: expected a duration such as 500ms, 10s, 5m, 2h or 1d, found ",
            Parsed.Setting(value).ReadDuration().Fault?.Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_unit_of_size_is_known(string units, long bytes)
    {
        foreach (var unit in units.Split(' '))
        {
            Assert.Equal(7 * bytes, Parsed.Setting($"7{unit}").ReadSize().Value);
            Assert.Equal(7 * bytes, Parsed.Setting($"\" 7 {unit} \"").ReadSize().Value);
        }
    }

    [Theory]
    [InlineData("512", 512)]
    [InlineData("0.5K", 512)]
    [InlineData("1.3K", 1331)]
    [InlineData("1e3", 1000)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("0.000001 YB", 1_000_000_000_000_000_000)]
    [InlineData("0.001 zebibytes", 1_180_591_620_717_411_303)]
    public void A_bare_number_counts_bytes(string value, long bytes) => Assert.Equal(bytes, Parsed.Setting(value).ReadSize().Value);

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("1ZB")]
    [InlineData("1YiB")]
    [InlineData("99999 yobibytes")]
    [InlineData("-1")]
    [InlineData("-1K")]
    [InlineData("5 KB")]
    [InlineData("5 mb")]
    [InlineData("5s")]
    [InlineData("K")]
    [InlineData("true")]
    [InlineData("{}")]
    public void What_is_no_size_is_a_fault(string value) =>
        Assert.StartsWith(
            "text:1:7: key: expected a size such as 512, 64 KiB or 10 MB, found ",
            Parsed.Setting(value).ReadSize().Fault?.Message, StringComparison.Ordinal);
}
