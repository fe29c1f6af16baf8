namespace ActorSync.Hocon;

/// <summary>The size-in-bytes format of the specification.</summary>
internal static class SizeText
{
    private const decimal Kilo = 1000m;
    private const decimal Kibi = 1024m;

    internal static long? Parse(string? text)
    {
        if (UnitText.Parse(text) is not { } parsed || Bytes(parsed.Unit) is not { } unit || parsed.Times(unit) is not { } bytes)
            return null;
        return bytes is >= 0 and <= long.MaxValue ? (long)bytes : null;
    }

    private static decimal? Bytes(string unit) => unit switch
    {
        "" or "B" or "b" or "byte" or "bytes" => 1m,
        "kB" or "kilobyte" or "kilobytes" => Kilo,
        "MB" or "megabyte" or "megabytes" => Kilo * Kilo,
        "GB" or "gigabyte" or "gigabytes" => Kilo * Kilo * Kilo,
        "TB" or "terabyte" or "terabytes" => Kilo * Kilo * Kilo * Kilo,
        "PB" or "petabyte" or "petabytes" => Kilo * Kilo * Kilo * Kilo * Kilo,
        "EB" or "exabyte" or "exabytes" => Kilo * Kilo * Kilo * Kilo * Kilo * Kilo,
        "ZB" or "zettabyte" or "zettabytes" => Kilo * Kilo * Kilo * Kilo * Kilo * Kilo * Kilo,
        "YB" or "yottabyte" or "yottabytes" => Kilo * Kilo * Kilo * Kilo * Kilo * Kilo * Kilo * Kilo,
        "K" or "k" or "Ki" or "KiB" or "kibibyte" or "kibibytes" => Kibi,
        "M" or "m" or "Mi" or "MiB" or "mebibyte" or "mebibytes" => Kibi * Kibi,
        "G" or "g" or "Gi" or "GiB" or "gibibyte" or "gibibytes" => Kibi * Kibi * Kibi,
        "T" or "t" or "Ti" or "TiB" or "tebibyte" or "tebibytes" => Kibi * Kibi * Kibi * Kibi,
        "P" or "p" or "Pi" or "PiB" or "pebibyte" or "pebibytes" => Kibi * Kibi * Kibi * Kibi * Kibi,
        "E" or "e" or "Ei" or "EiB" or "exbibyte" or "exbibytes" => Kibi * Kibi * Kibi * Kibi * Kibi * Kibi,
        "Z" or "z" or "Zi" or "ZiB" or "zebibyte" or "zebibytes" => Kibi * Kibi * Kibi * Kibi * Kibi * Kibi * Kibi,
        "Y" or "y" or "Yi" or "YiB" or "yobibyte" or "yobibytes" => Kibi * Kibi * Kibi * Kibi * Kibi * Kibi * Kibi * Kibi,
        _ => null,
    };
}
