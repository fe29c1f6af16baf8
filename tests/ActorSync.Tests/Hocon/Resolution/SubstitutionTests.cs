using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Resolution;

public sealed class SubstitutionTests
{
    [Theory]
    [InlineData("1.50")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[1,2]")]
    [InlineData("""{"x":1}""")]
    public void Alone_it_keeps_the_type(string value) =>
        Assert.Equal($$"""{"a":{{value}},"b":{{value}}}""", Parsed.Json($$"""a = {{value}}, b = ${a}"""));

    [Theory]
    [InlineData("a = ${b}, b = 1", """{"a":1,"b":1}""")]
    [InlineData("a = ${b}, b = 1, b = 2", """{"a":2,"b":2}""")]
    [InlineData("a = 1, b = ${a}, a = 2", """{"a":2,"b":2}""")]
    [InlineData("a = ${b.c}, b { c = 1 }, b.c = 2", """{"a":2,"b":{"c":2}}""")]
    [InlineData("a = ${b}, b { c = 1 }, b { d = 2 }", """{"a":{"c":1,"d":2},"b":{"c":1,"d":2}}""")]
    public void It_means_the_final_value(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a { b { c = ${d}, d = 1 }, d = 2 }, d = 3", """{"a":{"b":{"c":3,"d":1},"d":2},"d":3}""")]
    [InlineData("a = ${\"b.c\"}, \"b.c\" = 1, b.c = 2", """{"a":1,"b.c":1,"b":{"c":2}}""")]
    public void Its_path_starts_at_the_root(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a { x = ${b.y}, z = 1 }, b { y = ${a.z} }", """{"a":{"x":1,"z":1},"b":{"y":1}}""")]
    [InlineData("a { x = 1, y = ${a.x} }", """{"a":{"x":1,"y":1}}""")]
    [InlineData("a { x = 1, y = ${a.x} }, a.x = 2", """{"a":{"x":2,"y":2}}""")]
    [InlineData("a = 1, a { x = 2, y = ${a.x} }", """{"a":{"x":2,"y":2}}""")]
    [InlineData("a { x = [${a.y}], y = ${a.z.v}, z { v = 1, w = ${a.x} } }", """{"a":{"x":[1],"y":1,"z":{"v":1,"w":[1]}}}""")]
    public void Objects_may_refer_to_fields_of_each_other_and_of_themselves(string text, string json) =>
        Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a = ${nope}", "text:1:5: a: expected a value for ${nope}, found none in the configuration or the environment")]
    [InlineData("a { b = [1, ${x.y}] }", "text:1:13: a.b: expected a value for ${x.y}, found none in the configuration or the environment")]
    [InlineData("a = ${b.c}, b = 1", "text:1:5: a: expected a value for ${b.c}, found none in the configuration or the environment")]
    [InlineData("a = ${b.c}, b = [1]", "text:1:5: a: expected a value for ${b.c}, found none in the configuration or the environment")]
    [InlineData("a = ${b}, b = ${?c}", "text:1:5: a: expected a value for ${b}, found none in the configuration or the environment")]
    public void Without_a_value_it_is_a_fault(string text, string fault) => Assert.Equal(fault, Parsed.Fault(text));

    [Theory]
    [InlineData("a = ${x}, b = 1", """{"a":null,"b":1}""", "a")]
    [InlineData("a = ${b}, b = ${x}, c { d = ${b}, e = 2 }", """{"a":null,"b":null,"c":{"d":null,"e":2}}""", "b")]
    [InlineData("a = p${x}q, b = ${?x}", """{"a":null}""", "a")]
    [InlineData("a = [1, ${x}, { b = ${y}, c = 2 }]", """{"a":[1,null,{"b":null,"c":2}]}""", "a", "a")]
    [InlineData("a = { b = ${x}, c = 1 }, d = ${a} { e = 2 }", """{"a":{"b":null,"c":1},"d":{"b":null,"c":1,"e":2}}""", "a.b")]
    [InlineData("a = [1] [${x}], a += 2", """{"a":[1,null,2]}""", "a")]
    [InlineData("a.\"b.c\" = ${x}", """{"a":{"b.c":null}}""", "a.\"b.c\"")]
    [InlineData("a = ${x}, a = 1", """{"a":1}""")]
    public void Where_one_has_no_value_the_rest_is_resolved_all_the_same(string text, string json, params string[] keys)
    {
        var faults = new List<HoconFault>();

        var said = HoconDocument.Parse(text).Resolve(null, faults);

        Assert.Equal(json, Parsed.Json(said));
        Assert.Equal(keys, faults.Select(fault => fault.Key));
    }

    [Fact]
    public void What_stands_in_for_a_value_reads_as_nothing_that_is_asked_for()
    {
        var said = HoconDocument.Parse("a = ${x}").Resolve(null, []).At("a");

        Assert.IsType<HoconUnresolved>(said.Value);
        Assert.Equal("text:1:5: a: expected text, found a substitution without a value", said.ReadText().Fault?.Message);
        Assert.False(said.ReadList().Succeeded || said.ReadBoolean().Succeeded || said.ReadDuration().Succeeded);
    }

    [Fact]
    public void All_that_have_no_value_are_named_at_once_and_those_that_depend_on_them_are_not() =>
        Assert.Equal(
            [
                "text:1:5: a: expected a value for ${x}, found none in the configuration or the environment",
                "text:3:5: c: expected a value for ${y}, found none in the configuration or the environment",
            ],
            Parsed.Faults("a = ${x}\nb = ${a}\nc = ${y}\nd = [${c} ${a}]\ne = 1").Select(fault => fault.Message));

    [Theory]
    [InlineData("a = ${?x}", "{}")]
    [InlineData("a = 1, a = ${?x}", """{"a":1}""")]
    [InlineData("a { b = 1 }, a = ${?x}", """{"a":{"b":1}}""")]
    [InlineData("a = ${?x}, b = ${?a}", "{}")]
    [InlineData("a = [1, ${?x}, 2]", """{"a":[1,2]}""")]
    [InlineData("a = [${?x}]", """{"a":[]}""")]
    [InlineData("a = ${?b}, b = 1", """{"a":1,"b":1}""")]
    [InlineData("a = ${?b}, b = null", """{"a":null,"b":null}""")]
    [InlineData("a { b = ${?x} }", """{"a":{}}""")]
    public void An_optional_one_without_a_value_leaves_no_trace(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("a = ${x}, a = 1", """{"a":1}""")]
    [InlineData("a = ${x}, a = [1]", """{"a":[1]}""")]
    [InlineData("a = ${a}, a = 1", """{"a":1}""")]
    [InlineData("a = ${x}, a = [1] ${?y}", """{"a":[1]}""")]
    [InlineData("a { b = ${x} }, a = 1", """{"a":1}""")]
    [InlineData("a { b = ${x} }, a = ${c}, a { b = 2 }, c {}", """{"a":{"b":2},"c":{}}""")]
    [InlineData("a = [${x}], a = { b = 1 }", """{"a":{"b":1}}""")]
    [InlineData("a = x ${x}, a = ${?y}, a = { b = 1 }", """{"a":{"b":1}}""")]
    public void One_that_is_hidden_is_not_asked_for(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Fact]
    public void An_object_hides_nothing_for_it_might_be_merged() =>
        Assert.Equal(
            "text:1:5: a: expected a value for ${x}, found none in the configuration or the environment",
            Parsed.Fault("a = ${x}, a = { b = 1 }"));

    [Theory]
    [InlineData("base { x = 1, y { z = 2 } }, a = ${base} { x = 3 }", """{"base":{"x":1,"y":{"z":2}},"a":{"x":3,"y":{"z":2}}}""")]
    [InlineData("base { x = 1 }, a { x = 3 }, a = ${base}", """{"base":{"x":1},"a":{"x":1}}""")]
    [InlineData("base { x = 1 }, a = ${base}, a.y = 2", """{"base":{"x":1},"a":{"x":1,"y":2}}""")]
    [InlineData("base { x = 1 }, a = ${base}, a.y = ${a.x}", """{"base":{"x":1},"a":{"x":1,"y":1}}""")]
    [InlineData("base { x { y = 1 } }, a = ${base}, a.x.z = 2, b = ${a.x}",
        """{"base":{"x":{"y":1}},"a":{"x":{"y":1,"z":2}},"b":{"y":1,"z":2}}""")]
    [InlineData("one { x = 1, z = 1 }, two { y = 2, z = 2 }, a = ${one} ${two}",
        """{"one":{"x":1,"z":1},"two":{"y":2,"z":2},"a":{"x":1,"z":2,"y":2}}""")]
    [InlineData("five = 5, base { x = 1 }, a = ${base}, a = ${five}, a { y = 2 }", """{"five":5,"base":{"x":1},"a":{"y":2}}""")]
    public void Objects_inherit_from_each_other(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Fact]
    public void What_an_object_inherits_may_refer_to_what_it_adds() =>
        Assert.Equal(
            """{"service":{"port":1,"url":"h:1","host":"h"},"base":{"url":"h:1"}}""",
            Parsed.Json("service { port = 1 }, service = ${base} { host = h }, base { url = ${service.host}\":\"${service.port} }"));

    [Fact]
    public void What_a_field_takes_over_may_refer_to_what_comes_later_in_it() =>
        Assert.Equal("""{"a":{"x":3,"y":3},"b":{"x":3}}""", Parsed.Json("a = ${b}, a.y = 3, b.x = ${?a.y}"));

    [Fact]
    public void A_value_knows_where_it_was_written_however_it_is_reached() =>
        Assert.Equal(new HoconOrigin("text", 2, 5), HoconDocument.Parse("a = ${b}\nb = 1").Resolve().Fields["a"].Origin);
}
