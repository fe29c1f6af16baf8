using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Syntax;

public sealed class RootTests
{
    [Theory]
    [InlineData("{ a : 1 }", """{"a":1}""")]
    [InlineData("a : 1", """{"a":1}""")]
    [InlineData("\n\n  a : 1  \n\n", """{"a":1}""")]
    [InlineData("[1, 2]", "[1,2]")]
    [InlineData(" \n [ ] \n ", "[]")]
    [InlineData("", "{}")]
    [InlineData(" \n ", "{}")]
    [InlineData("\uFEFFa = 1", """{"a":1}""")]
    [InlineData("\uFEFF{}", "{}")]
    public void The_root_is_an_array_or_an_object_with_or_without_braces(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a = 1 }", "text:1:7: expected a comma, a new line, or the end of the text, found '}'")]
    [InlineData("{ a = 1", "text:1:8: expected a comma, a new line, or '}', found the end of the text")]
    [InlineData("{ a = 1 } b = 2", "text:1:11: expected the end of the text, found 'b'")]
    [InlineData("{}{}", "text:1:3: expected the end of the text, found '{'")]
    [InlineData("[1] [2]", "text:1:5: expected the end of the text, found '['")]
    [InlineData("]", "text:1:1: expected a key or the end of the text, found ']'")]
    [InlineData("text", "text:1:5: expected ':', '=', '+=' or '{' behind the key text, found the end of the text")]
    [InlineData("42", "text:1:3: expected ':', '=', '+=' or '{' behind the key 42, found the end of the text")]
    [InlineData("${a}", "text:1:1: expected a key or the end of the text, found '${'")]
    public void Anything_else_is_a_fault(string text, string fault) => Assert.Equal(fault, Parsed.Fault(text));

    [Fact]
    public void Who_needs_an_object_is_told_of_an_array() =>
        Assert.Equal(
            "text:1:1: expected an object at the root, found an array",
            Parsed.Faults(() => HoconDocument.Parse("[1]").Resolve())[0].Message);
}
