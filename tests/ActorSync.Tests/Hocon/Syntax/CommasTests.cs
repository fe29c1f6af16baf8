using Xunit;

namespace ActorSync.Tests.Hocon.Syntax;

public sealed class CommasTests
{
    [Theory]
    [InlineData("[1,2,3]")]
    [InlineData("[1,2,3,]")]
    [InlineData("[1\n2\n3]")]
    [InlineData("[1\n2,3\n,\n]")]
    [InlineData("[\n\n1\n\n\n2 , \n 3 \n , \n]")]
    [InlineData("[1 \u2003 , 2,\t3]")]
    public void Elements_stand_apart_by_a_comma_or_a_new_line(string text) => Assert.Equal("[1,2,3]", Parsed.Json(text));

    [Theory]
    [InlineData("a=1,b=2")]
    [InlineData("a=1\nb=2")]
    [InlineData("{a=1,b=2,}")]
    [InlineData("{a=1\n,\nb=2\n,\n}")]
    [InlineData("a=1,b=2,")]
    [InlineData("a=1\r\nb=2\r\n")]
    public void So_do_fields(string text) => Assert.Equal("""{"a":1,"b":2}""", Parsed.Json(text));

    [Theory]
    [InlineData("[,1]", "text:1:2: expected a value or ']', found ','")]
    [InlineData("[1,,2]", "text:1:4: expected a value or ']', found ','")]
    [InlineData("[1,2,,]", "text:1:6: expected a value or ']', found ','")]
    [InlineData("[1,\n,2]", "text:2:1: expected a value or ']', found ','")]
    [InlineData("{,a=1}", "text:1:2: expected a key or '}', found ','")]
    [InlineData("a=1,,b=2", "text:1:5: expected a key or the end of the text, found ','")]
    [InlineData("{a=1,,}", "text:1:6: expected a key or '}', found ','")]
    [InlineData("a { b=1 } c=2",
        "text:1:11: expected values that join: all text, all arrays, or all objects, found the text \"c\" behind an object")]
    [InlineData("{ \"a\" : 1 \"b\" : 2 }", "text:1:15: expected a comma, a new line, or '}', found ':'")]
    [InlineData("[1 : 2]", "text:1:4: expected a comma, a new line, or ']', found ':'")]
    [InlineData("[1", "text:1:3: expected a comma, a new line, or ']', found the end of the text")]
    [InlineData("[1 }", "text:1:4: expected a comma, a new line, or ']', found '}'")]
    public void Other_commas_are_faults_and_so_are_missing_ones(string text, string fault) => Assert.Equal(fault, Parsed.Fault(text));

    [Fact]
    public void White_space_separates_nothing() => Assert.Equal("""["1 2 3"]""", Parsed.Json("[1 2 3]"));

    [Fact]
    public void A_line_separator_of_Unicode_is_no_new_line() => Assert.Single(Parsed.Setting("[1\u20282]").ReadList().Value);
}
