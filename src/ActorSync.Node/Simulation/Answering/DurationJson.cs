using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorSync.Node.Simulation;

/// <summary>A duration as people write it: `50ms`, `2.5s`, `1m`, `24h`.</summary>
internal sealed class DurationJson : JsonConverter<TimeSpan>
{
    public const string Expected = "expected a duration such as 50ms, 2.5s, 1m or 24h";

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType is JsonTokenType.String ? reader.GetString()! : "";
        foreach (var (unit, length) in Units)
            if (text.EndsWith(unit, StringComparison.Ordinal) && Number(text.AsSpan(0, text.Length - unit.Length)) is { } count
                && Math.Abs(count * length.TotalDays) < TimeSpan.MaxValue.TotalDays) return length * count;
        throw new JsonException(Expected);
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds}ms"));

    private static double? Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
