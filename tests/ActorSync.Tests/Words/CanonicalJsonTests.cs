using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Xunit;

namespace ActorSync.Tests;

public sealed class CanonicalJsonTests
{
    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData(" { } \n", "{}")]
    [InlineData("""{"b":1,"a":2}""", """{"a":2,"b":1}""")]
    [InlineData("""{"a!":1,"a":2}""", """{"a":2,"a!":1}""")]
    [InlineData("""{"b":{"d":1,"c":2},"a":[{"f":1,"e":2}]}""", """{"a":[{"e":2,"f":1}],"b":{"c":2,"d":1}}""")]
    [InlineData("""{"a" : [ 1 , true , null , "x" ] }""", """{"a":[1,true,null,"x"]}""")]
    [InlineData("""{"\u0061":"\u00E9\/\n\"\\"}""", """{"a":"é/\u000a\"\\"}""")]
    [InlineData("""{"a":"\ud83c\udfab"}""", """{"a":"🎫"}""")]
    [InlineData("""{"a":"\u0000"}""", """{"a":"\u0000"}""")]
    [InlineData("""{"a":1.0,"b":1.00,"c":1e3}""", """{"a":1.0,"b":1.00,"c":1e3}""")]
    public void Names_are_sorted_blanks_dropped_and_escapes_resolved(string json, string canonical) =>
        Assert.Equal(canonical, Canonical(json));

    [Theory]
    [InlineData("", "found nothing")]
    [InlineData(" ", "expected JSON")]
    [InlineData("[]", "found an array")]
    [InlineData("\"x\"", "found a string")]
    [InlineData("1", "found a number")]
    [InlineData("true", "found a boolean")]
    [InlineData("null", "found null")]
    [InlineData("{}{}", "expected JSON")]
    [InlineData("{} x", "expected JSON")]
    [InlineData("{", "expected JSON")]
    [InlineData("""{"a":1,}""", "expected JSON")]
    [InlineData("""{"a":1 /* no */}""", "expected JSON")]
    [InlineData("{'a':1}", "expected JSON")]
    [InlineData("""{"a":01}""", "expected JSON")]
    [InlineData("""{"a":NaN}""", "expected JSON")]
    [InlineData("{\"a\":\"\u0000\"}", "expected JSON")]
    [InlineData("\uFEFF{}", "expected JSON")]
    [InlineData("""{"a":1,"a":2}""", "found \"a\" twice")]
    [InlineData("""{"a":1,"b":2,"\u0061":3}""", "found \"a\" twice")]
    [InlineData("""{"x":[{"b":1,"a":2,"b":3}]}""", "found \"b\" twice")]
    [InlineData("""{"":1,"":2}""", "twice")]
    [InlineData("""{"a":"\ud800"}""", "Unicode")]
    [InlineData("""{"a":"\udc00\ud800"}""", "Unicode")]
    [InlineData("""{"a":"\ud800x"}""", "Unicode")]
    [InlineData("""{"\udfff":1}""", "Unicode")]
    public void Anything_but_one_well_formed_object_is_refused(string json, string because) =>
        Assert.Contains(because, Assert.Throws<FormatException>(() => Canonical(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xc0, 0x80, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xed, 0xa0, 0x80, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { (byte)'{', (byte)'}', 0 })]
    public void Bytes_that_are_no_text_are_refused(byte[] json) => Assert.Throws<FormatException>(() => CanonicalJson.Of(json));

    [Theory]
    [InlineData("""{"a":""", "}")]
    [InlineData("[", "]")]
    public void Depth_is_bounded(string open, string close)
    {
        static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
        string Nested(int depth) => $$"""{"a":{{Many(open, depth - 1)}}1{{Many(close, depth - 1)}}}""";
        Assert.NotEmpty(Canonical(Nested(CanonicalJson.MaxDepth)));
        Assert.Throws<FormatException>(() => Canonical(Nested(CanonicalJson.MaxDepth + 1)));
        Assert.Throws<FormatException>(() => Canonical(Nested(30_000)));
    }

    [Fact]
    public void All_spellings_of_one_object_have_one_form() => Property.Holds(JsonSpelling.Spelled, 1000, x =>
    {
        var (json, seed) = x;
        Assert.Equal(CanonicalJson.Of(json.Spell(seed)), CanonicalJson.Of(json.Spell(seed + 1)));
        Assert.Equal(CanonicalJson.Of(json.Spell(seed)), CanonicalJson.Of(CanonicalJson.Of(json.Spell(seed))));
        Assert.Equal(JsonData.Parse(json.Spell(seed)).Hash, JsonData.Parse(json.Spell(seed + 1)).Hash);
    });

    [Fact]
    public void The_form_says_what_every_spelling_says() => Property.Holds(JsonSpelling.Spelled, 1000, x =>
    {
        var spelled = JsonDocument.Parse(x.Json.Spell(x.Seed));
        var canonical = JsonDocument.Parse(CanonicalJson.Of(x.Json.Spell(x.Seed)));
        Assert.True(JsonElement.DeepEquals(spelled.RootElement, canonical.RootElement));
    });

    [Fact]
    public void Two_objects_that_differ_have_two_forms() => Property.Holds(JsonSpelling.Objects.Two().ToArbitrary(), 1000, x =>
    {
        var (one, other) = x;
        using var a = JsonDocument.Parse(one.Spell(0));
        using var b = JsonDocument.Parse(other.Spell(0));
        if (!JsonElement.DeepEquals(a.RootElement, b.RootElement))
            Assert.NotEqual(CanonicalJson.Of(one.Spell(0)), CanonicalJson.Of(other.Spell(0)));
    });
}
