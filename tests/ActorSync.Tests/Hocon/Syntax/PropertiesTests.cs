using Xunit;

namespace ActorSync.Tests.Hocon.Syntax;

public sealed class PropertiesTests
{
    [Theory]
    [InlineData("a=b", """{"a":"b"}""")]
    [InlineData("a:b", """{"a":"b"}""")]
    [InlineData("a b", """{"a":"b"}""")]
    [InlineData("  a \t =  b c  ", """{"a":"b c  "}""")]
    [InlineData("a", """{"a":""}""")]
    [InlineData("a=", """{"a":""}""")]
    [InlineData("# no\n! no\n\n  # no\na=1", """{"a":"1"}""")]
    [InlineData("a=true\r\nb=2\r\n", """{"a":"true","b":"2"}""")]
    [InlineData("a=one \\\n   two", """{"a":"one two"}""")]
    [InlineData("a=even \\\\\nb=1", """{"a":"even \\","b":"1"}""")]
    [InlineData("a\\ b\\=c=\\t\\n\\u0041\\q", "{\"a b=c\":\"\\t\\nAq\"}")]
    [InlineData("a=${b} # kept", """{"a":"${b} # kept"}""")]
    [InlineData("a=1\na=2", """{"a":"2"}""")]
    [InlineData("a=end\\", """{"a":"end"}""")]
    [InlineData("\uFEFFa=1", """{"a":"1"}""")]
    public void Each_line_is_a_key_and_a_text(string properties, string json) => Assert.Equal(json, Include(properties));

    [Theory]
    [InlineData("a.b=1\na.c=2", """{"a":{"b":"1","c":"2"}}""")]
    [InlineData(".=1", """{"":{"":"1"}}""")]
    [InlineData("a.=1", """{"a":{"":"1"}}""")]
    [InlineData("\"a=1", """{"\"a":"1"}""")]
    public void Dots_in_a_key_always_count(string properties, string json) => Assert.Equal(json, Include(properties));

    [Theory]
    [InlineData("a=1\na.b=2")]
    [InlineData("a.b=2\na=1")]
    public void Where_a_key_is_text_and_object_the_object_wins(string properties) =>
        Assert.Equal("""{"a":{"b":"2"}}""", Include(properties));

    [Fact]
    public void A_bad_escape_is_a_fault() =>
        Assert.Equal(
            "p.properties:2:1: expected \\u and four hex digits, found '\\u12'",
            Parsed.Faults(() => Include("a=1\nb=\\u12"))[0].Message);

    private static string Include(string properties) =>
        Parsed.Json(Parsed.WithFiles("include \"p\"", ("p.properties", properties)));
}
