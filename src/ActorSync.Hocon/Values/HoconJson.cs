using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorSync.Hocon;

/// <summary>Renders a resolved value as indented JSON, numbers as they were written.</summary>
public static class HoconJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        MaxDepth = Limits.ResolutionDepth + Limits.Nesting,
        // The text goes to a terminal or a file, not into a web page: letters stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(HoconValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(value, writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(HoconValue value, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value)
        {
            case HoconObject fields:
                writer.WriteStartObject();
                foreach (var (key, field) in fields.Fields)
                {
                    writer.WritePropertyName(key);
                    Write(field, writer);
                }
                writer.WriteEndObject();
                break;
            case HoconArray elements:
                writer.WriteStartArray();
                foreach (var element in elements.Elements)
                    Write(element, writer);
                writer.WriteEndArray();
                break;
            case HoconString text:
                writer.WriteStringValue(text.Value);
                break;
            case HoconNumber number:
                // As raw text it would stand without indentation in a list.
                JsonElement.Parse(number.Written).WriteTo(writer);
                break;
            case HoconBoolean boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
