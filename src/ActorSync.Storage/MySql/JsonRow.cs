using System.Text.Json;

namespace ActorSync.Storage;

/// <summary>A row of JSON that has begun: its values follow, in the order in which the statement reads them.</summary>
internal readonly struct JsonRow(Utf8JsonWriter json)
{
    public JsonRow Add(long? value)
    {
        if (value is { } number) json.WriteNumberValue(number);
        else json.WriteNullValue();
        return this;
    }

    public JsonRow Add(string? value)
    {
        json.WriteStringValue(value);
        return this;
    }
}
