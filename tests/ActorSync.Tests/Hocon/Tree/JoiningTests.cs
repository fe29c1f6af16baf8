using Xunit;

namespace ActorSync.Tests.Hocon.Tree;

/// <summary>Values that stand on one line, without substitutions among them.</summary>
public sealed class JoiningTests
{
    [Theory]
    [InlineData("a b", "\"a b\"")]
    [InlineData("  a  b  ", "\"a  b\"")]
    [InlineData("\"a\" \"b\"", "\"a b\"")]
    [InlineData("\"a\"\"b\"", "\"ab\"")]
    [InlineData("a\" b\"", "\"a b\"")]
    [InlineData("true 1 null 2.50 x", "\"true 1 null 2.50 x\"")]
    [InlineData("1 2", "\"1 2\"")]
    [InlineData("1e5 x", "\"1e5 x\"")]
    [InlineData("null null", "\"null null\"")]
    [InlineData("\"\" \"\"", "\" \"")]
    public void Simple_values_become_one_text(string value, string json) =>
        Assert.Equal($$"""{"a":{{json}}}""", Parsed.Json("a = " + value));

    [Theory]
    [InlineData("[1] [2]", "[1,2]")]
    [InlineData("[1][2] [ 3 ]", "[1,2,3]")]
    [InlineData("[1,\n2] [\n3]", "[1,2,3]")]
    [InlineData("[[1] [2]]", "[[1,2]]")]
    [InlineData("[[1]\n[2]]", "[[1],[2]]")]
    [InlineData("[] []", "[]")]
    public void Arrays_become_one_array(string value, string json) => Assert.Equal($$"""{"a":{{json}}}""", Parsed.Json("a = " + value));

    [Theory]
    [InlineData("{ b = 1 } { c = 2 }", """{"b":1,"c":2}""")]
    [InlineData("{ b = 1 }{ b = 2 }", """{"b":2}""")]
    [InlineData("{ b { c = 1 } } { b.d = 2 }", """{"b":{"c":1,"d":2}}""")]
    [InlineData("[{ b = 1 } { c = 2 }]", """[{"b":1,"c":2}]""")]
    [InlineData("[{ b = 1 }\n{ c = 2 }]", """[{"b":1},{"c":2}]""")]
    public void Objects_are_merged(string value, string json) => Assert.Equal($$"""{"a":{{json}}}""", Parsed.Json("a = " + value));

    [Theory]
    [InlineData("x { }",
        "text:1:7: expected values that join: all text, all arrays, or all objects, found an object behind the text \"x\"")]
    [InlineData("x [ ]", "text:1:7: expected values that join: all text, all arrays, or all objects, found an array behind the text \"x\"")]
    [InlineData("[ ] x", "text:1:9: expected values that join: all text, all arrays, or all objects, found the text \"x\" behind an array")]
    [InlineData("{ } 1", "text:1:9: expected values that join: all text, all arrays, or all objects, found the number 1 behind an object")]
    [InlineData("null { }", "text:1:10: expected values that join: all text, all arrays, or all objects, found an object behind null")]
    [InlineData("true [ ]", "text:1:10: expected values that join: all text, all arrays, or all objects, found an array behind true")]
    [InlineData("[ ] \" \" [ ]",
        "text:1:9: expected values that join: all text, all arrays, or all objects, found the text \" \" behind an array")]
    [InlineData("[ ] { }", "text:1:5: a: expected values that join: all text, all arrays, or all objects, found an object beside an array")]
    public void Others_do_not_join(string value, string fault) => Assert.Equal(fault, Parsed.Fault("a = " + value));

    [Theory]
    [InlineData("a = x\ny", "text:2:2: expected ':', '=', '+=' or '{' behind the key y, found the end of the text")]
    [InlineData("a = [1]\n[2]", "text:2:1: expected a key or the end of the text, found '['")]
    [InlineData("a = {}\n{}", "text:2:1: expected a key or the end of the text, found '{'")]
    public void Nothing_joins_over_a_new_line(string text, string fault) => Assert.Equal(fault, Parsed.Fault(text));
}
