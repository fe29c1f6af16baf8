using Xunit;

namespace ActorSync.Tests.Hocon.Tree;

public sealed class DuplicateKeysTests
{
    [Theory]
    [InlineData("a = 1, a = 2", """{"a":2}""")]
    [InlineData("a = [1], a = [2]", """{"a":[2]}""")]
    [InlineData("a = 1, a = null", """{"a":null}""")]
    [InlineData("a = { b = 1 }, a = 2", """{"a":2}""")]
    [InlineData("a = { b = 1 }, a = [2]", """{"a":[2]}""")]
    public void The_later_value_wins(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a { b = 1 }, a { c = 2 }", """{"a":{"b":1,"c":2}}""")]
    [InlineData("a { b = 1 }, a { b = 2 }", """{"a":{"b":2}}""")]
    [InlineData("a { b { c = 1 } }, a { b { d = 2 } }", """{"a":{"b":{"c":1,"d":2}}}""")]
    [InlineData("a { b { c = 1 } }, a { b = 2 }", """{"a":{"b":2}}""")]
    [InlineData("a { }, a { b = 1 }, a { }", """{"a":{"b":1}}""")]
    public void Objects_are_merged(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a { b = 1 }, a = null, a { c = 2 }")]
    [InlineData("a { b = 1 }, a = 42, a { c = 2 }")]
    [InlineData("a { b = 1 }, a = [], a { c = 2 }")]
    [InlineData("a { b = 1 }, a = [${x}], a { c = 2 }, x = ${?y}")]
    public void Something_else_between_two_objects_keeps_them_apart(string text) =>
        Assert.StartsWith("""{"a":{"c":2}""", Parsed.Json(text), StringComparison.Ordinal);

    [Fact]
    public void Keys_keep_the_place_where_they_first_stood() =>
        Assert.Equal("""{"z":3,"a":{"y":1,"b":4},"m":2}""", Parsed.Json("z = 1, a { y = 1 }, m = 2, z = 3, a.b = 4"));
}
