using System.Text.Json;
using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Syntax;

public sealed class QuotedTextTests
{
    private const string Triple = "\"\"\"";

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"plain\"", "plain")]
    [InlineData("\"${a} {} [] #\"", "${a} {} [] #")]
    [InlineData("\"tab\\tnew\\nreturn\\rfeed\\fback\\b\"", "tab\tnew\nreturn\rfeed\fback\b")]
    [InlineData("\"\\\"\\\\\\/\"", "\"\\/")]
    [InlineData("\"\\u0041\\u00e9\\u00E9\"", "Aéé")]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"\\u0000\"", "\0")]
    [InlineData("\"\u007f\u2028\uFEFF\"", "\u007f\u2028\uFEFF")]
    public void Quoted_text_is_as_in_JSON(string literal, string value) => Assert.Equal(value, Read(literal));

    [Theory]
    [InlineData("\"open", "text:1:5: expected a closing quote, found the end of the text")]
    [InlineData("\"new\nline\"", "text:1:9: expected a closing quote, or an escape such as \\n, found the end of the line")]
    [InlineData("\"a\tb\"", "text:1:7: expected a closing quote, or an escape such as \\n, found the control character U+0009")]
    [InlineData("\"\\x\"", "text:1:6: expected an escape: \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hex digits, found '\\x'")]
    [InlineData("\"\\", "text:1:6: expected an escape: \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hex digits, found '\\'")]
    [InlineData("\"ab\\u12\"", "text:1:8: expected \\u and four hex digits, found '\\u12\"'")]
    [InlineData("\"\\u+123\"", "text:1:6: expected \\u and four hex digits, found '\\u+123'")]
    public void Its_faults_are_placed_where_they_are(string literal, string fault) => Assert.Equal(fault, Parsed.Fault("a = " + literal));

    [Theory]
    [InlineData("", "")]
    [InlineData("one \"two\" three", "one \"two\" three")]
    [InlineData("\\n \\u0041 ${a}", "\\n \\u0041 ${a}")]
    [InlineData("first\n  second\n", "first\n  second\n")]
    [InlineData("\"ahead", "\"ahead")]
    [InlineData("behind\"", "behind\"")]
    [InlineData("behind\"\"\"", "behind\"\"\"")]
    public void Between_three_quotes_everything_stands_for_itself(string inner, string value) =>
        Assert.Equal(value, Read(Triple + inner + Triple));

    [Fact]
    public void Lines_within_three_quotes_are_counted() =>
        Assert.Equal(
            "text:4:4: expected a key or the end of the text, found '}'", Parsed.Fault($"a = {Triple}1\n2\n3{Triple}\n   }}"));

    [Fact]
    public void Columns_go_on_behind_three_quotes() =>
        Assert.Equal(
            "text:2:6: expected a comma, a new line, or the end of the text, found '}'", Parsed.Fault($"a = {Triple}1\n2{Triple} }}"));

    [Fact]
    public void Three_quotes_left_open_are_missed_at_the_end() =>
        Assert.Equal(
            "text:3:2: expected closing quotes \"\"\" for those at 1:5, found the end of the text", Parsed.Fault($"a = {Triple}1\n2\n3"));

    [Fact]
    public void Half_a_surrogate_pair_does_no_harm()
    {
        var value = HoconDocument.Parse("a = \"\\ud800\"").Resolve();
        Assert.Equal("\ud800", Assert.IsType<HoconString>(value.Fields["a"]).Value);
        JsonDocument.Parse(HoconJson.Write(value)).Dispose();
    }

    private static string Read(string literal) => Parsed.Setting(literal).ReadText().Value;
}
