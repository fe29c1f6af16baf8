using System.Text.Json;

namespace ActorSync.Node.Simulation;

/// <summary>Reads what a `PUT` of the party contract carries.</summary>
internal struct RecordReader
{
    private bool _sameAccount, _sameMeeting;
    private string? _mainMeeting, _operation, _origin;
    private long? _revision;
    private DateTimeOffset? _occurredAt;
    private byte[]? _data;

    /// <param name="body">Not kept.</param>
    /// <param name="account">Of the path.</param>
    /// <param name="meeting">Of the path.</param>
    /// <param name="fault">What is wrong, when there is no record.</param>
    public static PartyRecord? Read(ReadOnlySpan<byte> body, string account, string meeting, out string? fault)
    {
        try
        {
            var fields = new RecordReader();
            fields.Read(body, account, meeting);
            fault = fields.Fault();
            return fault is null ? fields.Record(account, meeting) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            fault = $"expected the JSON of a registration: {e.Message}";
            return null;
        }
    }

    private void Read(ReadOnlySpan<byte> body, string account, string meeting)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject) throw new JsonException("it is no object");
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "account"u8)) _sameAccount = reader.ValueTextEquals(account);
            else if (Is(ref reader, "meeting"u8)) _sameMeeting = reader.ValueTextEquals(meeting);
            else if (Is(ref reader, "mainMeeting"u8)) _mainMeeting = reader.GetString();
            else if (Is(ref reader, "operation"u8)) _operation = Operation(ref reader);
            else if (Is(ref reader, "revision"u8)) _revision = reader.GetInt64();
            else if (Is(ref reader, "occurredAt"u8)) _occurredAt = reader.GetDateTimeOffset();
            else if (Is(ref reader, "origin"u8)) _origin = reader.GetString();
            else if (Is(ref reader, "data"u8)) _data = Data(ref reader, body);
            else reader.Skip();
        }
        reader.Read();
    }

    /// <summary>Moves on to the value when the name is this one.</summary>
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

    /// <summary>One string for all records, not one for each.</summary>
    private static string? Operation(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("register"u8) ? "register"
        : reader.ValueTextEquals("update"u8) ? "update"
        : reader.ValueTextEquals("approve"u8) ? "approve"
        : null;

    private static byte[]? Data(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        if (reader.TokenType is not JsonTokenType.StartObject) return null;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed].ToArray();
    }

    private readonly string? Fault()
    {
        List<string> missing = [];
        if (!_sameAccount) missing.Add("account as in the path");
        if (!_sameMeeting) missing.Add("meeting as in the path");
        if (_operation is null) missing.Add("operation (register, update or approve)");
        if (_revision is null) missing.Add("revision");
        if (_occurredAt is null) missing.Add("occurredAt");
        if (string.IsNullOrEmpty(_origin)) missing.Add("origin");
        if (_data is null) missing.Add("data (an object)");
        return missing.Count == 0 ? null : $"expected {string.Join(", ", missing)}";
    }

    private readonly PartyRecord Record(string account, string meeting) => new()
    {
        Account = account,
        Meeting = meeting,
        MainMeeting = _mainMeeting,
        Operation = _operation!,
        Revision = _revision!.Value,
        OccurredAt = _occurredAt!.Value,
        Origin = _origin!,
        Data = _data!,
    };
}
