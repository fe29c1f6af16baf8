using Xunit;

namespace ActorSync.Tests.Hocon.Resolution;

public sealed class SelfReferenceTests
{
    [Theory]
    [InlineData("a = 1, a = ${a}", """{"a":1}""")]
    [InlineData("a = 1, a = ${a}2", """{"a":"12"}""")]
    [InlineData("a = x, a = ${a}y, a = ${a}z", """{"a":"xyz"}""")]
    [InlineData("a = x, a = ${a}-${a}", """{"a":"x-x"}""")]
    [InlineData("a = [1], a = ${a} [2], a = [0] ${a}", """{"a":[0,1,2]}""")]
    [InlineData("a { b = 1 }, a = ${a} { c = 2 }", """{"a":{"b":1,"c":2}}""")]
    [InlineData("a { b = 1 }, a = { b = 2 } ${a}", """{"a":{"b":1}}""")]
    [InlineData("a.b = 1, a.b = ${a.b}2", """{"a":{"b":"12"}}""")]
    [InlineData("a { b = x }, a { b = ${a.b}y }", """{"a":{"b":"xy"}}""")]
    [InlineData("a = 1, a = ${a}, a = 2", """{"a":2}""")]
    [InlineData("a = ${?a}x", """{"a":"x"}""")]
    [InlineData("a = ${?a}", "{}")]
    [InlineData("a = 1, a = ${?a}", """{"a":1}""")]
    public void A_field_can_build_on_its_earlier_value(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a { b { c = 1 } }, a = ${a.b}, a { b = 2 }", """{"a":{"b":2,"c":1}}""")]
    [InlineData("a { b { c = 1 } }, a { d = ${a.b} }, a { b = 2 }", """{"a":{"b":2,"d":2}}""")]
    [InlineData("a { b = 1 }, a = ${a} { b = ${a.b}2 }", """{"a":{"b":"12"}}""")]
    [InlineData("a { b = 1 }, a = ${a} { old = ${a} }", """{"a":{"b":1,"old":{"b":1}}}""")]
    [InlineData("a = [1], a = ${a} [${a}]", """{"a":[1,[1]]}""")]
    public void Only_a_substitution_or_values_on_one_line_look_back(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("d { x = [1] }, c = ${d}, c { x = ${c.x} [2] }", """{"d":{"x":[1]},"c":{"x":[1,2]}}""")]
    [InlineData("d { x = [1] }, c = ${d}, c { x = ${c.x} [2], x = ${c.x} [3] }", """{"d":{"x":[1]},"c":{"x":[1,2,3]}}""")]
    [InlineData("r { d.x = [] }, q = ${r}, q { e = ${q.d}, e { x = ${q.e.x} [1] } }",
        """{"r":{"d":{"x":[]}},"q":{"d":{"x":[]},"e":{"x":[1]}}}""")]
    public void The_earlier_value_may_be_inherited(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a = 1, b = ${a}, a = ${b}2", """{"a":"12","b":1}""")]
    [InlineData("a = 1, b = 2, a = ${b}, b = ${a}", """{"a":1,"b":1}""")]
    [InlineData("x.y = 7, d { p = ${x.y}, y = 2 }, x = ${d}", """{"x":{"y":2,"p":7},"d":{"p":7,"y":2}}""")]
    [InlineData("x.y.z = 1, d { p = ${x.y.z} }, x = ${d}, x.y { z = 2 }", """{"x":{"y":{"z":2},"p":1},"d":{"p":1}}""")]
    public void Looking_back_works_through_other_fields(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a = ${a}", "text:1:5: a: expected a value for ${a}, found a cyclic reference: the cycle ${a}")]
    [InlineData("a = ${a}, a = { b = 1 }", "text:1:5: a: expected a value for ${a}, found a cyclic reference: the cycle ${a}")]
    [InlineData("a = ${b}, b = ${a}", "text:1:15: b: expected a value for ${a}, found a cyclic reference: the cycle ${b} → ${a}")]
    [InlineData("a = ${b}, b = ${c}x, c = ${a}",
        "text:1:26: c: expected a value for ${a}, found a cyclic reference: the cycle ${b} → ${c} → ${a}")]
    [InlineData("a { b = ${a} }", "text:1:9: a.b: expected a value for ${a}, found a cyclic reference: the cycle ${a}")]
    [InlineData("a { b = ${a} { c = 1 } }", "text:1:9: a.b: expected a value for ${a}, found a cyclic reference: the cycle ${a}")]
    [InlineData("a = [${a}]", "text:1:6: a: expected a value for ${a}, found a cyclic reference: the cycle ${a}")]
    [InlineData("a = 1, a = [${a}]", "text:1:13: a: expected a value for ${a}, found a cyclic reference: the cycle ${a}")]
    [InlineData("a = 1, a = { b = ${a} }", "text:1:18: a.b: expected a value for ${a}, found a cyclic reference: the cycle ${a}")]
    [InlineData("a { b = ${c} }, c { d = ${a} }",
        "text:1:25: c.d: expected a value for ${a}, found a cyclic reference: the cycle ${c} → ${a}")]
    [InlineData("a { b = ${c.l} [1] }, c { l = [${a}] }",
        "text:1:32: c.l: expected a value for ${a}, found a cyclic reference: the cycle ${c.l} → ${a}")]
    [InlineData("a = ${?b}, b = ${c}, c = ${b}",
        "text:1:26: c: expected a value for ${b}, found a cyclic reference: the cycle ${?b} → ${c} → ${b}")]
    public void A_cycle_is_a_fault(string text, string fault) => Assert.Equal(fault, Parsed.Fault(text));

    [Theory]
    [InlineData("a = ${?b}, b = ${?c}, c = ${?a}", "{}")]
    [InlineData("a = ${?b}x, b = ${?a}", """{"a":"x"}""")]
    [InlineData("a { b = ${?a}, c = 1 }", """{"a":{"c":1}}""")]
    [InlineData("a { b = ${?c}, d = 1 }, c { e = ${?a} }", """{"a":{"b":{},"d":1},"c":{}}""")]
    [InlineData("a { b = [1] ${?a} }", """{"a":{"b":[1]}}""")]
    [InlineData("a = [1, ${?a}]", """{"a":[1]}""")]
    [InlineData("a = ${b}, b = 1, b { c = 2, d = ${?a} }", """{"a":{"c":2},"b":{"c":2}}""")]
    public void An_optional_link_breaks_a_cycle(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Fact]
    public void Overriding_one_link_breaks_a_cycle_too() => Assert.Equal("""{"a":1,"b":1}""", Parsed.Json("a = ${b}, b = ${a}, b = 1"));
}
