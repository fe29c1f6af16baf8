using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorSync;

internal sealed class AccountIdJson : JsonConverter<AccountId>
{
    public override AccountId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        AccountId.Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

internal sealed class MeetingIdJson : JsonConverter<MeetingId>
{
    public override MeetingId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        MeetingId.Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, MeetingId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

internal sealed class PartyIdJson : JsonConverter<PartyId>
{
    public override PartyId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        PartyId.Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, PartyId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

internal sealed class ContentHashJson : JsonConverter<ContentHash>
{
    public override ContentHash Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        ContentHash.Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, ContentHash value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

internal sealed class JsonDataJson : JsonConverter<JsonData>
{
    public override JsonData Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        JsonData.Restore(JsonMarshal.GetRawUtf8Value(JsonElement.ParseValue(ref reader)).ToArray());

    public override void Write(Utf8JsonWriter writer, JsonData value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}

/// <summary>Enum members by name in kebab case: `main-missing`.</summary>
internal sealed class NameJson<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
