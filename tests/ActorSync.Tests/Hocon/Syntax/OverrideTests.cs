using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Syntax;

public sealed class OverrideTests
{
    [Theory]
    [InlineData("a=1", """{"a":1}""")]
    [InlineData("a.b.c=true", """{"a":{"b":{"c":true}}}""")]
    [InlineData("\"a.b=c\".d=1", """{"a.b=c":{"d":1}}""")]
    [InlineData(" a = 1 ", """{"a":1}""")]
    [InlineData("a=null", """{"a":null}""")]
    [InlineData("a=two words", """{"a":"two words"}""")]
    [InlineData("a=\"quoted\"", """{"a":"quoted"}""")]
    [InlineData("a=[1, 2]", """{"a":[1,2]}""")]
    [InlineData("a={ b = 1 }", """{"a":{"b":1}}""")]
    [InlineData("a=5s", """{"a":"5s"}""")]
    public void The_value_is_HOCON(string assignment, string json) => Assert.Equal(json, Parsed.Json(HoconDocument.Override(assignment)));

    [Theory]
    [InlineData("a=http://127.0.0.1:5080/x?y=z", """{"a":"http://127.0.0.1:5080/x?y=z"}""")]
    [InlineData("a=x,y", """{"a":"x,y"}""")]
    [InlineData("a=x=y", """{"a":"x=y"}""")]
    [InlineData("a=", """{"a":""}""")]
    [InlineData("a=#fff", """{"a":"#fff"}""")]
    [InlineData("a=x#y", """{"a":"x#y"}""")]
    [InlineData("a=x//y", """{"a":"x//y"}""")]
    [InlineData("a=C:\\data", """{"a":"C:\\data"}""")]
    [InlineData("a=p@ss$word", """{"a":"p@ss$word"}""")]
    [InlineData("a=1+1", """{"a":"1+1"}""")]
    [InlineData("a=line\nline", """{"a":"line\nline"}""")]
    [InlineData("a=say \"yes", """{"a":"say \"yes"}""")]
    public void What_is_not_HOCON_is_text(string assignment, string json) =>
        Assert.Equal(json, Parsed.Json(HoconDocument.Override(assignment)));

    [Theory]
    [InlineData("a=[1", "-D:1:5: expected a comma, a new line, or ']', found the end of the text")]
    [InlineData("a={b}", "-D:1:5: expected ':', '=', '+=' or '{' behind the key b, found '}'")]
    [InlineData("a=\"x", "-D:1:3: expected a closing quote, found the end of the text")]
    [InlineData("a= ${b", "-D:1:7: expected '}' at the end of the substitution, found the end of the text")]
    [InlineData("a", "-D:1:2: expected '=' behind the key a, found the end of the text")]
    [InlineData("=1", "-D:1:1: expected a key, found '='")]
    [InlineData("a..b=1", "-D:1:1: expected a key on either side of each dot (\"\" for an empty one), found none")]
    [InlineData("", "-D:1:1: expected a key, found the end of the text")]
    public void What_starts_like_HOCON_has_to_be(string assignment, string fault) =>
        Assert.Equal(fault, Parsed.Faults(() => HoconDocument.Override(assignment, "-D"))[0].Message);

    [Fact]
    public void An_override_may_refer_to_the_rest_and_add_to_it()
    {
        var file = HoconDocument.Parse("a = 1, list = [x]");
        Assert.Equal("""{"a":1,"list":["x"],"b":1}""", Parsed.Json(HoconDocument.Override("b=${a}").WithFallback(file)));
        Assert.Equal("""{"a":1,"list":["x","y"]}""", Parsed.Json(HoconDocument.Override("list+=y").WithFallback(file)));
    }
}
