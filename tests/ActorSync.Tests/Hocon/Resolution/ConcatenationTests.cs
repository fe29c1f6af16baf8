using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Resolution;

/// <summary>Values on one line of which some are substitutions.</summary>
public sealed class ConcatenationTests
{
    private const string Given = "n = 2.50, t = x, e = \"\", z = null, l = [1], o { p = 1 }, q { r = 2 }, v = ";

    [Theory]
    [InlineData("${n}s", "\"2.50s\"")]
    [InlineData("${t} ${t}", "\"x x\"")]
    [InlineData("${t}  ${t}", "\"x  x\"")]
    [InlineData("${t}${t}", "\"xx\"")]
    [InlineData("<${z}>", "\"<null>\"")]
    [InlineData("${t}\" \"${n} y", "\"x 2.50 y\"")]
    [InlineData("${e}${n}", "\"2.50\"")]
    [InlineData("${l} [2]", "[1,2]")]
    [InlineData("[0] ${l} ${l}", "[0,1,1]")]
    [InlineData("${l}${l}", "[1,1]")]
    [InlineData("${o} ${q}", """{"p":1,"r":2}""")]
    [InlineData("${o} { p = 3 }", """{"p":3}""")]
    [InlineData("{ p = 3 } ${o}", """{"p":1}""")]
    [InlineData("[${o} ${q}]", """[{"p":1,"r":2}]""")]
    public void What_the_substitutions_stand_for_decides_how_they_join(string value, string json) =>
        Assert.Equal(json, Parsed.Json(Value(value)!));

    [Theory]
    [InlineData("${?no}", null)]
    [InlineData("${?no}${?no}", null)]
    [InlineData("${?no}x", "\"x\"")]
    [InlineData("x ${?no} y", "\"x  y\"")]
    [InlineData("x ${?no}", "\"x \"")]
    [InlineData("${?no} ${?no}", "\" \"")]
    [InlineData("${?no} [1]", "[1]")]
    [InlineData("{ a = 1 } ${?no}", """{"a":1}""")]
    [InlineData("${?no} ${l}", "[1]")]
    [InlineData("${?no}${n}", "2.50")]
    [InlineData("${?no} ${n}", "\" 2.50\"")]
    [InlineData("${?no}${o}", """{"p":1}""")]
    public void An_optional_one_joins_as_nothing(string value, string? json) =>
        Assert.Equal(json, Value(value) is { } found ? Parsed.Json(found) : null);

    [Theory]
    [InlineData("${t} ${l}", "the text \"x\" beside an array")]
    [InlineData("${l} x", "the text \" x\" beside an array")]
    [InlineData("x${o}", "the text \"x\" beside an object")]
    [InlineData("${o} ${n}", "the number 2.50 beside an object")]
    [InlineData("${z} ${o}", "null beside an object")]
    [InlineData("${o} [1]", "an object beside an array")]
    [InlineData("${l} {}", "an object beside an array")]
    [InlineData("${o}\" \"${q}", "the text \" \" beside an object")]
    [InlineData("${l}\" \"${l}", "the text \" \" beside an array")]
    public void What_does_not_join_is_a_fault(string value, string found) =>
        Assert.Equal(
            "text:2:5: w: expected values that join: all text, all arrays, or all objects, found " + found,
            Parsed.Fault($"{Given}0\nw = {value}"));

    [Theory]
    [InlineData("[1] { 0 = a, 1 = b }", """[1,"a","b"]""")]
    [InlineData("{ 5 = a, 1 = b } [1]", """["b","a",1]""")]
    [InlineData("${i} [1]", """["a","b",1]""")]
    [InlineData("[1] ${i}", """[1,"a","b"]""")]
    [InlineData("${i} { 0 = c } [1]", """["c","b",1]""")]
    [InlineData("{ 0 = ${n} } [1]", "[2.50,1]")]
    [InlineData("{ 0 = a, x = ignored } ${?no} [1]", """["a",1]""")]
    public void Beside_an_array_an_object_with_numbers_for_keys_is_one(string value, string json) =>
        Assert.Equal(json, Parsed.Json(Value(value, "i { 0 = a, 1 = b }, ")!));

    private static HoconValue? Value(string value, string more = "") =>
        HoconDocument.Parse(more + Given + value).Resolve().At("v").Value;
}
