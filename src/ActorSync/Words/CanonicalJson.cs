using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace ActorSync;

/// <summary>
/// One JSON object in one form: names sorted by their UTF-8 bytes, no white space, escapes resolved, numbers as written.
/// Two spellings of one number count as different, which may cost a call and never loses a change.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Deepest nesting; deeper input is refused, so that nothing that reads it later can overflow its stack.</summary>
    public const int MaxDepth = 32;

    /// <summary>Most objects have no more, so that a list of them grows once.</summary>
    private const int UsualMembers = 8;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };

    /// <exception cref="FormatException">
    /// Not well-formed UTF-8 JSON, not an object, deeper than <see cref="MaxDepth"/>, a name twice in one object,
    /// or an unpaired surrogate.
    /// </exception>
    public static byte[] Of(ReadOnlySpan<byte> utf8) => Write(utf8).WrittenSpan.ToArray();

    /// <summary>The same for two spellings of one object.</summary>
    /// <exception cref="FormatException">As <see cref="Of"/>.</exception>
    public static ContentHash HashOf(ReadOnlySpan<byte> utf8) => ContentHash.Of(Write(utf8).WrittenSpan);

    private static ArrayBufferWriter<byte> Write(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) throw new FormatException("expected an object, found nothing");
        if (!Utf8.IsValid(utf8)) throw new FormatException("expected well-formed UTF-8");
        var output = new ArrayBufferWriter<byte>(utf8.Length);
        try
        {
            var reader = new Utf8JsonReader(utf8, Strict);
            reader.Read();
            if (reader.TokenType is not JsonTokenType.StartObject)
                throw new FormatException($"expected an object, found {Name(reader.TokenType)}");
            WriteObject(ref reader, output);
            if (reader.Read()) throw new FormatException("expected nothing after the object");
        }
        catch (JsonException e)
        {
            throw new FormatException($"expected JSON no deeper than {MaxDepth}: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // Utf8JsonReader's way to say that an escape or a byte sequence is not Unicode text.
            throw new FormatException("expected well-formed Unicode text", e);
        }
        return output;
    }

    private static void WriteObject(ref Utf8JsonReader reader, ArrayBufferWriter<byte> output)
    {
        var members = new List<Member>(UsualMembers);
        Append(output, (byte)'{');
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (members.Count > 0) Append(output, (byte)',');
            var start = output.WrittenCount;
            WriteString(ref reader, output);
            // Without its quote: as a byte it would sort before some that a longer name goes on with.
            var nameEnd = output.WrittenCount - 1;
            Append(output, (byte)':');
            reader.Read();
            WriteValue(ref reader, output);
            members.Add(new(start, nameEnd, output.WrittenCount));
        }
        Append(output, (byte)'}');
        Sort(members, output);
    }

    /// <summary>Puts the members that were just written into the order of their names; most producers write them so already.</summary>
    private static void Sort(List<Member> members, ArrayBufferWriter<byte> output)
    {
        if (members.Count < 2) return;
        var written = output.WrittenMemory;
        if (!IsSorted(members, written.Span)) Sort(members, written);
    }

    private static void Sort(List<Member> members, ReadOnlyMemory<byte> written)
    {
        var comparer = Comparer<Member>.Create((a, b) => Compare(a, b, written.Span));
        var from = members[0].Start;
        var before = written[from..members[^1].End].ToArray();
        members.Sort(comparer);
        for (var i = 1; i < members.Count; i++)
            if (comparer.Compare(members[i - 1], members[i]) == 0)
            {
                var name = System.Text.Encoding.UTF8.GetString(written.Span[members[i].Start..members[i].NameEnd]);
                throw new FormatException($"expected each name once, found {name}\" twice");
            }

        var target = System.Runtime.InteropServices.MemoryMarshal.AsMemory(written).Span[from..];
        foreach (var member in members)
        {
            if (member != members[0]) { target[0] = (byte)','; target = target[1..]; }
            var bytes = before.AsSpan(member.Start - from, member.End - member.Start);
            bytes.CopyTo(target);
            target = target[bytes.Length..];
        }
    }

    private static bool IsSorted(List<Member> members, ReadOnlySpan<byte> written)
    {
        for (var i = 1; i < members.Count; i++)
            if (Compare(members[i - 1], members[i], written) >= 0) return false;
        return true;
    }

    private static int Compare(Member a, Member b, ReadOnlySpan<byte> written) =>
        written[a.Start..a.NameEnd].SequenceCompareTo(written[b.Start..b.NameEnd]);

    private static void WriteValue(ref Utf8JsonReader reader, ArrayBufferWriter<byte> output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: WriteObject(ref reader, output); break;
            case JsonTokenType.StartArray: WriteArray(ref reader, output); break;
            case JsonTokenType.String: WriteString(ref reader, output); break;
            default: output.Write(reader.ValueSpan); break;
        }
    }

    private static void WriteArray(ref Utf8JsonReader reader, ArrayBufferWriter<byte> output)
    {
        Append(output, (byte)'[');
        for (var first = true; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; first = false)
        {
            if (!first) Append(output, (byte)',');
            WriteValue(ref reader, output);
        }
        Append(output, (byte)']');
    }

    private static void WriteString(ref Utf8JsonReader reader, ArrayBufferWriter<byte> output)
    {
        Append(output, (byte)'"');
        if (!reader.ValueIsEscaped) output.Write(reader.ValueSpan);
        else WriteUnescaped(ref reader, output);
        Append(output, (byte)'"');
    }

    private static void WriteUnescaped(ref Utf8JsonReader reader, ArrayBufferWriter<byte> output)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        var length = reader.CopyString(buffer);
        foreach (var b in buffer.AsSpan(0, length))
        {
            if (b is (byte)'"' or (byte)'\\') { Append(output, (byte)'\\'); Append(output, b); }
            else if (b < ' ') { output.Write("\\u00"u8); Append(output, Hex(b >> 4)); Append(output, Hex(b & 15)); }
            else Append(output, b);
        }
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);

    private static void Append(ArrayBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };

    private readonly record struct Member(int Start, int NameEnd, int End);
}
