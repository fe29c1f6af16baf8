using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace ActorSync;

/// <summary>Reads one submission from JSON, strictly: all faults at once, each with its pointer (R4).</summary>
public static partial class SubmissionReader
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = CanonicalJson.MaxDepth + 1 };

    /// <param name="utf8">Not kept.</param>
    /// <param name="now">The node's time; bounds `notBefore`.</param>
    /// <param name="parties">The parties of the configuration: an origin must be one of them.</param>
    public static SubmissionReading Read(ReadOnlySpan<byte> utf8, DateTimeOffset now, IReadOnlyCollection<PartyId> parties)
    {
        if (utf8.Length > SubmissionLimits.MaxBytes)
            return NotJson($"expected at most {SubmissionLimits.MaxBytes} bytes, found {utf8.Length}");
        if (!Utf8.IsValid(utf8)) return NotJson("expected well-formed UTF-8");
        try
        {
            return Read(new Utf8JsonReader(utf8, Strict), utf8, now, parties);
        }
        catch (JsonException e)
        {
            return NotJson($"expected JSON: {e.Message}");
        }
    }

    private static SubmissionReading Read(
        Utf8JsonReader reader, ReadOnlySpan<byte> utf8, DateTimeOffset now, IReadOnlyCollection<PartyId> parties)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            reader.Skip();
            reader.Read();
            return new() { Faults = [new("", "expected an object")] };
        }
        var fields = new SubmissionFields(now);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader);
            reader.Read();
            ReadField(ref reader, utf8, name, fields);
        }
        // A second value after the object is malformed; the reader throws.
        reader.Read();
        return fields.Finish(parties);
    }

    /// <summary>One of the names that it knows, without a copy; else the name as it stands.</summary>
    private static string NameOf(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            foreach (var known in SubmissionFields.Names)
                if (reader.ValueTextEquals(known)) return known;
        return Text(ref reader) ?? "\uFFFD";
    }

    private static void ReadField(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string name, SubmissionFields fields)
    {
        if (!fields.First(name)) { reader.Skip(); return; }
        switch (name)
        {
            case "id": fields.Id = StringOf(ref reader, name, fields); break;
            case "origin": fields.Origin = StringOf(ref reader, name, fields); break;
            case "account": fields.Account = StringOf(ref reader, name, fields); break;
            case "meeting": fields.Meeting = StringOf(ref reader, name, fields); break;
            case "mainMeeting": fields.MainMeeting = StringOf(ref reader, name, fields, optional: true); break;
            case "operation": fields.Operation = OperationOf(ref reader, fields); break;
            case "revision": fields.Revision = RevisionOf(ref reader, fields); break;
            case "occurredAt": fields.OccurredAt = TimeOf(ref reader, name, fields); break;
            case "notBefore": fields.NotBefore = TimeOf(ref reader, name, fields, optional: true); break;
            case "data": fields.Data = DataOf(ref reader, utf8, fields); break;
            default:
                reader.Skip();
                fields.Add(name, "unknown field");
                break;
        }
    }

    private static string? StringOf(ref Utf8JsonReader reader, string name, SubmissionFields fields, bool optional = false)
    {
        if (optional && reader.TokenType is JsonTokenType.Null) return null;
        if (reader.TokenType is not JsonTokenType.String) return fields.Refuse(name, "a string", ref reader);
        var text = Text(ref reader);
        if (IdText.FaultOf(text) is { } fault) { fields.Add(name, fault); return null; }
        // As a segment of an address either means another one, encoded or not: nobody could ask for it, and no call could be about it.
        if (text is "." or "..") { fields.Add(name, $"expected something other than '.' and '..', found '{text}'"); return null; }
        return text;
    }

    private static Operation? OperationOf(ref Utf8JsonReader reader, SubmissionFields fields)
    {
        if (reader.TokenType is JsonTokenType.String)
            switch (Text(ref reader))
            {
                case "register": return Operation.Register;
                case "update": return Operation.Update;
                case "approve": return Operation.Approve;
                case "cancel": return Operation.Cancel;
            }
        fields.Refuse("operation", "register, update, approve or cancel", ref reader);
        return null;
    }

    private static long? RevisionOf(ref Utf8JsonReader reader, SubmissionFields fields)
    {
        if (reader.TokenType is JsonTokenType.Null) return null;
        if (reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var revision) && revision >= 0) return revision;
        fields.Refuse("revision", "a whole number from 0 to 9223372036854775807", ref reader);
        return null;
    }

    private static DateTimeOffset? TimeOf(ref Utf8JsonReader reader, string name, SubmissionFields fields, bool optional = false)
    {
        if (optional && reader.TokenType is JsonTokenType.Null) return null;
        if (reader.TokenType is JsonTokenType.String && Text(ref reader) is { } text && Time().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && time >= DateTimeOffset.UnixEpoch) return time.ToUniversalTime();
        fields.Refuse(name, "a time such as 2026-10-08T00:59:14.347Z, with its offset, from 1970 on", ref reader);
        return null;
    }

    /// <summary>RFC 3339. The framework takes much more: a time without offset as local to this machine, blanks for digits.</summary>
    [GeneratedRegex(
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([Zz]|[+-][0-9]{2}:[0-9]{2})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    private static JsonData? DataOf(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, SubmissionFields fields)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            fields.Refuse("data", "an object", ref reader);
            return null;
        }
        reader.Skip();
        var length = (int)reader.BytesConsumed - start;
        if (length > SubmissionLimits.MaxDataBytes)
        {
            fields.Add("data", $"expected at most {SubmissionLimits.MaxDataBytes} bytes, found {length}");
            return null;
        }
        try
        {
            return JsonData.Parse(utf8.Slice(start, length).ToArray());
        }
        catch (FormatException e)
        {
            fields.Add("data", e.Message);
            return null;
        }
    }

    /// <summary>Null for a string whose escapes are no Unicode text.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static SubmissionReading NotJson(string detail) => new() { Malformed = true, Faults = [new("", detail)] };
}
