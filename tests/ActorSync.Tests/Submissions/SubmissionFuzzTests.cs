using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorSync.Tests;

/// <summary>Whatever bytes come, the reader neither throws nor lets anything through that the limits forbid.</summary>
public sealed class SubmissionFuzzTests
{
    private const string Valid = """
        {"id":"b-1","origin":"B","account":"acc \u9648","meeting":"forum/dinner","mainMeeting":"forum","operation":"update",
        "revision":7,"occurredAt":"2026-10-08T00:59:14.347Z","notBefore":null,
        "data":{"name":"陈洋","answers":{"badge":"v1","seats":[1,2.50,-3e9]},"🎫":true}}
        """;

    private static readonly byte[][] Tokens = [.. new[]
    {
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\\u0000", "null", "true", "-", "1e999", "\"id\":", "\"data\":{}",
        "\0", "\n", "~1", "\u2028",
    }.Select(Encoding.UTF8.GetBytes), [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf]];

    private static readonly Gen<byte[]> Bytes = Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf();

    /// <summary>A few places of valid JSON cut out, doubled, or replaced by something nasty.</summary>
    private static readonly Gen<byte[]> Mutated = Gen.Choose(1, int.MaxValue).Select(seed =>
    {
        var chance = new Random(seed);
        var json = Encoding.UTF8.GetBytes(Valid).ToList();
        for (var i = chance.Next(1, 6); i > 0; i--)
        {
            var at = chance.Next(json.Count);
            var length = chance.Next(Math.Min(12, json.Count - at));
            switch (chance.Next(4))
            {
                case 0: json.RemoveRange(at, length); break;
                case 1: json.InsertRange(chance.Next(json.Count), json.GetRange(at, length)); break;
                case 2: json.InsertRange(at, Tokens[chance.Next(Tokens.Length)]); break;
                default: json[at] = (byte)chance.Next(256); break;
            }
            if (json.Count == 0) break;
        }
        return json.ToArray();
    });

    [Fact]
    public void Random_bytes_are_read_or_refused() => Property.Holds(Bytes.ToArbitrary(), 2000, Check);

    [Fact]
    public void Mutated_submissions_are_read_or_refused() => Property.Holds(Mutated.ToArbitrary(), 6000, Check);

    [Fact]
    public void Every_spelling_of_data_is_taken_as_it_is() => Property.Holds(JsonSpelling.Spelled, 500, x =>
    {
        var data = x.Json.Spell(x.Seed);
        var before =
            """{"id":"1","origin":"B","account":"a","meeting":"m","operation":"update","occurredAt":"2026-10-08T00:59Z","data":"""u8;
        byte[] json = [.. before, .. data, (byte)'}'];
        var reading = SubmissionReader.Read(json, Some.Time, [Some.B]);
        Assert.Equal(Encoding.UTF8.GetString(data).Trim(' ', '\t', '\r', '\n'), reading.Submission!.Data.ToString());
    });

    private static void Check(byte[] input)
    {
        var reading = SubmissionReader.Read(input, Some.Time, [Some.A, Some.B, Some.C]);
        Assert.Equal(reading.Submission is null, reading.Faults.Count > 0);
        foreach (var fault in reading.Faults)
        {
            Assert.True(fault.Pointer is "" || fault.Pointer[0] == '/', fault.Pointer);
            Assert.True(IsText(fault.Pointer) && IsText(fault.Detail), fault.Detail);
        }
        if (reading.Submission is { } s) CheckTaken(input, s);
    }

    /// <summary>What was taken is strict JSON, by the framework's own opinion, and its parts are what the text says.</summary>
    private static void CheckTaken(byte[] input, Submission s)
    {
        Assert.True(Utf8.IsValid(input));
        var strict = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = CanonicalJson.MaxDepth + 1 };
        using var json = JsonDocument.Parse(input, strict);
        AllText(json.RootElement);
        Assert.Equal(json.RootElement.GetProperty("id").GetString(), s.Id.Id);
        Assert.Equal(json.RootElement.GetProperty("account").GetString(), s.Account.Value);
        if (json.RootElement.TryGetProperty("data", out var data)) Assert.Equal(data.GetRawText(), s.Data.ToString());
        foreach (var id in new[] { s.Id.Id, s.Account.Value, s.Meeting.Value })
        {
            Assert.True(IsText(id), id);
            Assert.DoesNotContain(id, char.IsControl);
        }
    }

    /// <summary>Reading a string that is no Unicode text throws.</summary>
    private static void AllText(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject()) { Assert.NotNull(member.Name); AllText(member.Value); }
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) AllText(item);
                break;
            case JsonValueKind.String: Assert.NotNull(element.GetString()); break;
        }
    }

    private static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i]))) return false;
        return true;
    }
}
