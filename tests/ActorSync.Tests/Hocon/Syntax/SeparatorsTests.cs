using Xunit;

namespace ActorSync.Tests.Hocon.Syntax;

public sealed class SeparatorsTests
{
    [Theory]
    [InlineData("a : 1")]
    [InlineData("a = 1")]
    [InlineData("a=1")]
    [InlineData("a\n=\n1")]
    [InlineData("a \n\n : \n\n 1")]
    [InlineData("\"a\":1")]
    public void Colon_and_equals_sign_mean_the_same(string text) => Assert.Equal("""{"a":1}""", Parsed.Json(text));

    [Theory]
    [InlineData("a { b = 1 }")]
    [InlineData("a{b=1}")]
    [InlineData("a \n { b = 1 }")]
    [InlineData("a = { b = 1 }")]
    [InlineData("a.b = 1")]
    public void Before_an_object_neither_is_needed(string text) => Assert.Equal("""{"a":{"b":1}}""", Parsed.Json(text));

    [Theory]
    [InlineData("a [1]", "text:1:3: expected ':', '=', '+=' or '{' behind the key a, found '['")]
    [InlineData("a\nb = 1", "text:2:1: expected ':', '=', '+=' or '{' behind the key a, found 'b'")]
    [InlineData("a , b", "text:1:3: expected ':', '=', '+=' or '{' behind the key a, found ','")]
    [InlineData("= 1", "text:1:1: expected a key or the end of the text, found '='")]
    [InlineData("a =", "text:1:4: expected a value, found the end of the text")]
    [InlineData("{ a : }", "text:1:7: expected a value, found '}'")]
    [InlineData("a = , b = 1", "text:1:5: expected a value, found ','")]
    [InlineData("a = = 1", "text:1:5: expected a value, found '='")]
    [InlineData("{ { a : 1 } : 2 }", "text:1:3: expected a key or '}', found '{'")]
    [InlineData("[1] : 2", "text:1:5: expected the end of the text, found ':'")]
    [InlineData("a = b = c", "text:1:7: expected a comma, a new line, or the end of the text, found '='")]
    public void A_field_is_a_key_a_separator_and_a_value(string text, string fault) => Assert.Equal(fault, Parsed.Fault(text));
}
