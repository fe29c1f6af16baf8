using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorSync.Node.Simulation;

/// <summary>Writes records as JSON.</summary>
internal static class RecordWriter
{
    private const int ChunkSize = 16 * 1024;

    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true,
    };

    /// <summary>A record, as the party contract has it.</summary>
    public static byte[] Of(PartyRecord record)
    {
        var output = new ArrayBufferWriter<byte>(record.Data.Length + 512);
        using (var json = new Utf8JsonWriter(output, Plain)) Write(json, record);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A page of records: `next` is where the next one begins, absent on the last.</summary>
    public static void Page(IBufferWriter<byte> output, IEnumerable<KeyValuePair<string, PartyRecord>> records, int limit)
    {
        using var json = new Utf8JsonWriter(output, Plain);
        json.WriteStartObject();
        json.WriteStartArray("registrations");
        string? last = null, next = null;
        foreach (var (key, record) in records)
        {
            if (limit-- == 0) { next = last; break; }
            Write(json, record);
            last = key;
        }
        json.WriteEndArray();
        if (next is not null) json.WriteString("next", next);
        json.WriteEndObject();
    }

    /// <summary>What is held in the end, by `account|meeting`: its data and revision. Sent on while it is written.</summary>
    public static async Task Held(PipeWriter output, IEnumerable<KeyValuePair<string, PartyRecord>> records)
    {
        await using var json = new Utf8JsonWriter(output, Plain);
        json.WriteStartObject();
        json.WriteStartObject("held");
        foreach (var (key, record) in records)
        {
            json.WriteStartObject(key);
            WriteData(json, record.Data);
            json.WriteNumber("revision", record.Revision);
            json.WriteEndObject();
            if (json.BytesPending < ChunkSize) continue;
            await json.FlushAsync();
            await output.FlushAsync();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The submission with which the party reports what it took over; a cancellation goes without a record, as it came.</summary>
    public static byte[] Report(string id, PartyId origin, Call call, Taken taken, DateTimeOffset at)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, Plain))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("origin", origin.Value);
            json.WriteString("account", call.Account);
            json.WriteString("meeting", call.Meeting);
            if (taken.MainMeeting is { } main) json.WriteString("mainMeeting", main);
            json.WriteString("operation", call.Record?.Operation ?? "cancel");
            json.WriteNumber("revision", taken.OwnRevision);
            json.WriteString("occurredAt", at.UtcDateTime);
            if (call.Record is { } record) WriteData(json, record.Data);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, PartyRecord record)
    {
        json.WriteStartObject();
        json.WriteString("account", record.Account);
        json.WriteString("meeting", record.Meeting);
        if (record.MainMeeting is { } main) json.WriteString("mainMeeting", main);
        json.WriteString("operation", record.Operation);
        json.WriteNumber("revision", record.Revision);
        json.WriteString("occurredAt", record.OccurredAt.UtcDateTime);
        json.WriteString("origin", record.Origin);
        WriteData(json, record.Data);
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, byte[] data)
    {
        json.WritePropertyName("data");
        json.WriteRawValue(data, skipInputValidation: true);
    }
}
