using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Resolution;

public sealed class LayeringTests
{
    [Fact]
    public void The_document_on_top_decides_and_objects_are_merged() =>
        Assert.Equal("""{"a":{"x":3,"y":2},"b":2,"c":1}""", Layer("a { x = 3 }, c = 1", "a { x = 1, y = 2 }, b = 2"));

    [Fact]
    public void Substitutions_see_all_documents() =>
        Assert.Equal("""{"port":2,"url":"h:2","host":"h"}""", Layer("host = h, port = 2", "port = 1, url = ${host}\":\"${port}"));

    [Fact]
    public void A_field_may_build_on_that_of_the_document_below() =>
        Assert.Equal("""{"a":[1,2,3],"b":"xy"}""", Layer("a += 3, b = ${b}y", "a = [1, 2], b = x"));

    [Fact]
    public void Three_layers_merge_the_same_however_they_are_grouped()
    {
        var top = HoconDocument.Parse("a { x = 1 }, b = ${a.z}");
        var middle = HoconDocument.Parse("a = ${c}, c { y = 2 }");
        var bottom = HoconDocument.Parse("a { z = 3 }");
        var json = Parsed.Json(top.WithFallback(middle).WithFallback(bottom));
        Assert.Equal("""{"a":{"z":3,"y":2,"x":1},"c":{"y":2},"b":3}""", json);
        Assert.Equal(json, Parsed.Json(top.WithFallback(middle.WithFallback(bottom))));
    }

    [Theory]
    [InlineData("a { x = 1 }", "a = 42", "a { y = 2 }", """{"a":{"x":1}}""")]
    [InlineData("a { x = 1 }", "a { y = 2 }", "a = 42", """{"a":{"y":2,"x":1}}""")]
    [InlineData("a { x = 1 }", "a = null", "a { y = 2 }", """{"a":{"x":1}}""")]
    [InlineData("a { x { y = 1 } }", "a = 42", "a { x { z = 2 } }", """{"a":{"x":{"y":1}}}""")]
    public void Something_else_between_two_objects_keeps_them_apart(string top, string middle, string bottom, string json) =>
        Assert.Equal(json, Layer(top, middle, bottom));

    [Fact]
    public void A_document_can_lie_on_several_others_and_does_not_change()
    {
        var document = HoconDocument.Parse("a = ${b}");
        Assert.Equal("""{"b":1,"a":1}""", Parsed.Json(document.WithFallback(HoconDocument.Parse("b = 1"))));
        Assert.Equal("""{"b":2,"a":2}""", Parsed.Json(document.WithFallback(HoconDocument.Parse("b = 2"))));
    }

    [Fact]
    public void Faults_name_the_document() =>
        Assert.Equal(
            "site.conf:1:5: a: expected a value for ${b}, found none in the configuration or the environment",
            Parsed.Faults(() => HoconDocument.Parse("a = ${b}", "site.conf").WithFallback(HoconDocument.Empty).Resolve())[0].Message);

    private static string Layer(params string[] topFirst) =>
        Parsed.Json(topFirst.Select(text => HoconDocument.Parse(text)).Aggregate((top, below) => top.WithFallback(below)));
}
