using Xunit;

namespace ActorSync.Tests.Hocon.Resolution;

public sealed class AppendTests
{
    [Theory]
    [InlineData("a += 1", """{"a":[1]}""")]
    [InlineData("a = [], a += 1", """{"a":[1]}""")]
    [InlineData("a = [1], a += 2, a += 3", """{"a":[1,2,3]}""")]
    [InlineData("a += [1]", """{"a":[[1]]}""")]
    [InlineData("a += { b = 1 }, a += { b = 2 }", """{"a":[{"b":1},{"b":2}]}""")]
    [InlineData("a += two words", """{"a":["two words"]}""")]
    [InlineData("a.b += 1, a { b += 2 }", """{"a":{"b":[1,2]}}""")]
    [InlineData("a = ${b}, a += ${c}, b = [1], c = 2", """{"a":[1,2],"b":[1],"c":2}""")]
    [InlineData("a += ${?no}", """{"a":[]}""")]
    [InlineData("a += 1, a += ${a}", """{"a":[1,[1]]}""")]
    [InlineData("a += 1, a += ${a}, a += ${a}", """{"a":[1,[1],[1,[1]]]}""")]
    [InlineData("a += 1, a = [2], a += 3", """{"a":[2,3]}""")]
    [InlineData("a { 0 = x, 1 = y }, a += z", """{"a":["x","y","z"]}""")]
    [InlineData("d { x = [1] }, c = ${d}, c { x += 2, x += 3 }", """{"d":{"x":[1]},"c":{"x":[1,2,3]}}""")]
    public void It_adds_an_element_to_what_was_there(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("x = [{ a += 1, a += 2 }]", """{"x":[{"a":[1,2]}]}""")]
    [InlineData("x += { a += 1, a += 2 }", """{"x":[{"a":[1,2]}]}""")]
    [InlineData("a = [9], x = [{ a += 1 }]", """{"a":[9],"x":[{"a":[1]}]}""")]
    public void Within_an_array_it_means_the_field_at_hand(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a = 1\na += 2", "text:2:3: a: expected an array before +=, found the number 1")]
    [InlineData("a = x\na += 2", "text:2:3: a: expected an array before +=, found the text \"x\"")]
    [InlineData("a = null\na += 2", "text:2:3: a: expected an array before +=, found null")]
    [InlineData("a { b = 1 }\na += 2", "text:2:3: a: expected an array before +=, found an object")]
    [InlineData("a = ${b}, b = {}\na += 2", "text:2:3: a: expected an array before +=, found an object")]
    [InlineData("a +=", "text:1:5: expected a value, found the end of the text")]
    [InlineData("+= 1", "text:1:1: expected a key or the end of the text, found '+='")]
    [InlineData("[ += ]", "text:1:3: expected a value or ']', found '+='")]
    public void Anything_but_an_array_is_a_fault(string text, string fault) => Assert.Equal(fault, Parsed.Fault(text));

    [Fact]
    public void It_does_not_look_in_the_environment() =>
        Assert.Equal("""{"PATH":["x"]}""", Parsed.Json("PATH += x", new Dictionary<string, string> { ["PATH"] = "/bin" }));
}
