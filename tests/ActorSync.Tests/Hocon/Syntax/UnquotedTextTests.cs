using Xunit;

namespace ActorSync.Tests.Hocon.Syntax;

public sealed class UnquotedTextTests
{
    [Theory]
    [InlineData("word", "\"word\"")]
    [InlineData("two  words", "\"two  words\"")]
    [InlineData("(round) <angle> |bar| ~tilde' ;%", "\"(round) <angle> |bar| ~tilde' ;%\"")]
    [InlineData("größe", "\"größe\"")]
    [InlineData("日本", "\"日本\"")]
    [InlineData("trueish", "\"trueish\"")]
    [InlineData("untrue", "\"untrue\"")]
    [InlineData("nullable", "\"nullable\"")]
    [InlineData("True", "\"True\"")]
    [InlineData("10.0.0.1", "\"10.0.0.1\"")]
    [InlineData("1st", "\"1st\"")]
    [InlineData("5s", "\"5s\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("--x", "\"--x\"")]
    [InlineData("1-2", "\"1-2\"")]
    [InlineData("1e3e3", "\"1e3e3\"")]
    [InlineData("007", "\"007\"")]
    [InlineData("1.", "\"1.\"")]
    [InlineData(".5", "\".5\"")]
    [InlineData("0x1F", "\"0x1F\"")]
    [InlineData("NaN", "\"NaN\"")]
    [InlineData("include", "\"include\"")]
    [InlineData("a.b.c", "\"a.b.c\"")]
    public void Text_needs_no_quotes(string text, string json) => Assert.Equal($$"""{"a":{{json}}}""", Parsed.Json("a = " + text));

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("42")]
    [InlineData("-1.50")]
    [InlineData("1e6")]
    [InlineData("1E+06")]
    [InlineData("2.5e-3")]
    [InlineData("123456789012345678901234567890")]
    public void Numbers_booleans_and_null_keep_their_type_and_their_spelling(string literal) =>
        Assert.Equal($$"""{"a":{{literal}}}""", Parsed.Json("a = " + literal));

    [Theory]
    [InlineData("$")]
    [InlineData("+")]
    [InlineData("`")]
    [InlineData("^")]
    [InlineData("?")]
    [InlineData("!")]
    [InlineData("@")]
    [InlineData("*")]
    [InlineData("&")]
    [InlineData("\\")]
    public void Reserved_characters_need_quotes(string character)
    {
        Assert.Equal($"text:1:5: expected a value, found '{character}', which needs quotes", Parsed.Fault("a = " + character));
        Assert.Equal(
            $"text:1:6: expected a comma, a new line, or the end of the text, found '{character}', which needs quotes",
            Parsed.Fault($"a = x{character}y"));
        Assert.Equal(
            $"text:1:1: expected a key or the end of the text, found '{character}', which needs quotes",
            Parsed.Fault(character + "a = 1"));
    }

    [Fact]
    public void A_number_that_is_none_may_still_not_hold_a_plus() =>
        Assert.Equal("text:1:5: expected a number, or text without '+', found '1e+3e'", Parsed.Fault("a = 1e+3e"));

    [Fact]
    public void A_number_may_be_followed_by_an_append() => Assert.Equal("""{"10":[2]}""", Parsed.Json("10+=2"));
}
