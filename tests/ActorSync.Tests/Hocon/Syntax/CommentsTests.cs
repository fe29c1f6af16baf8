using Xunit;

namespace ActorSync.Tests.Hocon.Syntax;

public sealed class CommentsTests
{
    [Theory]
    [InlineData("# alone", "{}")]
    [InlineData("// alone", "{}")]
    [InlineData("a = 1 # behind a value", """{"a":1}""")]
    [InlineData("a = 1// behind a value", """{"a":1}""")]
    [InlineData("a # behind a key\n= 1", """{"a":1}""")]
    [InlineData("a = # behind a separator\n1", """{"a":1}""")]
    [InlineData("[1 # one\n2 // two\n]", "[1,2]")]
    [InlineData("[1, # one\n2]", "[1,2]")]
    [InlineData("{} // behind the root", "{}")]
    [InlineData("a = text # ${nothing}, { [ \"", """{"a":"text"}""")]
    [InlineData("# a line \u2028 separator ends no comment\na = 1", """{"a":1}""")]
    public void A_comment_runs_to_the_end_of_its_line(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a = \"# no\"", """{"a":"# no"}""")]
    [InlineData("a = \"// no\"", """{"a":"// no"}""")]
    [InlineData("a = \"\"\"// no\"\"\"", """{"a":"// no"}""")]
    [InlineData("\"a//b\" = 1", """{"a//b":1}""")]
    public void In_quotes_nothing_is_a_comment(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a = /etc/hosts", """{"a":"/etc/hosts"}""")]
    [InlineData("a = b/c", """{"a":"b/c"}""")]
    [InlineData("a = / /", """{"a":"/ /"}""")]
    public void One_slash_is_text(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Fact]
    public void White_space_before_a_comment_is_no_part_of_the_value() => Assert.Equal("""{"a":"x y"}""", Parsed.Json("a = x y   # z"));
}
