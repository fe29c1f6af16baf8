using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Syntax;

public sealed class PathsTests
{
    public static TheoryData<string, string[]> Paths => new()
    {
        { "a", ["a"] },
        { "a.b.c", ["a", "b", "c"] },
        { "\"a.b\".c", ["a.b", "c"] },
        { "a\"b.c\"d.e", ["ab.cd", "e"] },
        { "\"\"", [""] },
        { "a.\"\".b", ["a", "", "b"] },
        { "\"\"\"a.b\"\"\".c", ["a.b", "c"] },
        { "3.14", ["3", "14"] },
        { "1.2.3", ["1", "2", "3"] },
        { "10.0x", ["10", "0x"] },
        { "x10.0", ["x10", "0"] },
        { "1e5", ["1e5"] },
        { "-1.5", ["-1", "5"] },
        { "true.false.null", ["true", "false", "null"] },
        { "  a b . c  ", ["a b ", " c"] },
        { "a  b", ["a  b"] },
        { "a \"b\" c", ["a b c"] },
        { "a/b-c_d.e", ["a/b-c_d", "e"] },
        { "größe.日本", ["größe", "日本"] },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public void Dots_outside_quotes_part_the_keys(string text, string[] keys) => Assert.Equal(keys, HoconPath.Parse(text).Keys);

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_path_means_the_same_as_a_key_and_in_a_substitution(string text, string[] keys)
    {
        Assert.Equal("1", HoconDocument.Parse($"{text} = 1").Resolve().Find(HoconPath.Of(keys))?.ToString());
        Assert.Equal("1", HoconDocument.Parse($"{text} = 1, target = ${{{text}}}").Resolve().At("target").ReadText().Value);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_path_can_be_written_and_read_again(string text, string[] keys)
    {
        var path = HoconPath.Parse(text);
        Assert.Equal(keys, HoconPath.Parse(path.ToString()).Keys);
        Assert.Equal(path, HoconPath.Of(keys));
    }

    [Theory]
    [InlineData("", "path '':1:1: expected a key, found the end of the text")]
    [InlineData("  ", "path '  ':1:3: expected a key, found the end of the text")]
    [InlineData(".a", "path '.a':1:1: expected a key on either side of each dot (\"\" for an empty one), found none")]
    [InlineData("a.", "path 'a.':1:1: expected a key on either side of each dot (\"\" for an empty one), found none")]
    [InlineData("a..b", "path 'a..b':1:1: expected a key on either side of each dot (\"\" for an empty one), found none")]
    [InlineData("\"\".", "path '\"\".':1:1: expected a key on either side of each dot (\"\" for an empty one), found none")]
    [InlineData("a.${b}", "path 'a.${b}':1:1: expected a key on either side of each dot (\"\" for an empty one), found none")]
    [InlineData("a${b}", "path 'a${b}':1:2: expected a key, a dot, or the end of the path, found '${'")]
    [InlineData("a\nb", "path 'a\nb':1:2: expected a key, a dot, or the end of the path, found the end of the line")]
    [InlineData("a:b", "path 'a:b':1:2: expected a key, a dot, or the end of the path, found ':'")]
    public void What_is_no_path_is_a_fault(string text, string fault) =>
        Assert.Equal(fault, Parsed.Faults(() => HoconPath.Parse(text))[0].Message);

    [Theory]
    [InlineData("a.b = 1, a.c = 2", """{"a":{"b":1,"c":2}}""")]
    [InlineData("a { b.c = 1 }, a.b.d = 2", """{"a":{"b":{"c":1,"d":2}}}""")]
    [InlineData("a.b = 1, a = 2", """{"a":2}""")]
    [InlineData("a = 1, a.b = 2", """{"a":{"b":2}}""")]
    [InlineData("true = 1, 2 = 3", """{"true":1,"2":3}""")]
    [InlineData("a b c = 1", """{"a b c":1}""")]
    [InlineData("a.b { c = 1 }", """{"a":{"b":{"c":1}}}""")]
    public void A_dotted_key_is_an_object_within_an_object(string text, string json) => Assert.Equal(json, Parsed.Json(text));

    [Theory]
    [InlineData("${a} = 1", "text:1:1: expected a key or the end of the text, found '${'")]
    [InlineData("a.${b} = 1", "text:1:1: expected a key on either side of each dot (\"\" for an empty one), found none")]
    [InlineData("a..b = 1", "text:1:1: expected a key on either side of each dot (\"\" for an empty one), found none")]
    [InlineData("  .a = 1", "text:1:3: expected a key on either side of each dot (\"\" for an empty one), found none")]
    public void Keys_hold_no_substitutions_and_no_empty_parts(string text, string fault) => Assert.Equal(fault, Parsed.Fault(text));
}
