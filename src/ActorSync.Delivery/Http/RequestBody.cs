using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorSync.Delivering;

/// <summary>Writes the body of a call.</summary>
internal sealed class RequestBody
{
    private const int CommonSize = 1024;

    // Text goes out as it is: the body is JSON alone, never part of a page.
    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true,
    };

    // A body is written in one go, so what it takes to write one belongs to the thread; the content gets its exact bytes.
    [ThreadStatic] private static Utf8JsonWriter? _writer;
    [ThreadStatic] private static ArrayBufferWriter<byte>? _buffer;

    private readonly HashSet<string> _taken;
    private readonly bool _dataAtRoot;
    private readonly JsonEncodedText? _account;
    private readonly JsonEncodedText? _meeting;
    private readonly JsonEncodedText? _mainMeeting;
    private readonly JsonEncodedText? _operation;
    private readonly JsonEncodedText? _revision;
    private readonly JsonEncodedText? _occurredAt;
    private readonly JsonEncodedText? _origin;
    private readonly JsonEncodedText? _data;

    public RequestBody(HttpBodyFields fields)
    {
        _taken = [.. fields.Named().Select(f => f.Name)];
        _dataAtRoot = fields.DataAtRoot;
        _account = Encode(fields.Account);
        _meeting = Encode(fields.Meeting);
        _mainMeeting = Encode(fields.MainMeeting);
        _operation = Encode(fields.Operation);
        _revision = Encode(fields.Revision);
        _occurredAt = Encode(fields.OccurredAt);
        _origin = Encode(fields.Origin);
        _data = Encode(fields.Data);
    }

    public byte[] Of(AccountId account, Delivery delivery)
    {
        var buffer = _buffer ??= new(CommonSize);
        buffer.ResetWrittenCount();
        var writer = _writer ??= new(buffer, Plain);
        writer.Reset(buffer);
        Write(writer, account, delivery);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter writer, AccountId account, Delivery delivery)
    {
        writer.WriteStartObject();
        if (_account is { } a) writer.WriteString(a, account.Value);
        if (_meeting is { } m) writer.WriteString(m, delivery.Id.Meeting.Value);
        if (_mainMeeting is { } mm && delivery.MainMeeting is { } main) writer.WriteString(mm, main.Value);
        if (_operation is { } o) writer.WriteString(o, Named.Of(delivery.Operation));
        if (_revision is { } r) writer.WriteNumber(r, delivery.Revision);
        if (_occurredAt is { } at) writer.WriteString(at, delivery.OccurredAt.UtcDateTime);
        if (_origin is { } from) writer.WriteString(from, delivery.Id.Submission.Origin.Value);
        if (_dataAtRoot) WriteMembers(writer, delivery.Data.Utf8.Span);
        else if (_data is { } d)
        {
            writer.WritePropertyName(d);
            writer.WriteRawValue(delivery.Data.Utf8.Span, skipInputValidation: true);
        }
        writer.WriteEndObject();
    }

    private void WriteMembers(Utf8JsonWriter writer, ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (_taken.Contains(name)) continue;
            writer.WritePropertyName(name);
            writer.WriteRawValue(data[start..(int)reader.BytesConsumed], skipInputValidation: true);
        }
    }

    private static JsonEncodedText? Encode(string? name) => name is null ? null : JsonEncodedText.Encode(name, Plain.Encoder);
}
