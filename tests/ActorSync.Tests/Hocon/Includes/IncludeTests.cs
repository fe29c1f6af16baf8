using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Includes;

public sealed class IncludeTests
{
    [Theory]
    [InlineData("include \"x.conf\"", """{"a":1,"b":{"c":2}}""")]
    [InlineData("a = 0, include \"x.conf\"", """{"a":1,"b":{"c":2}}""")]
    [InlineData("include \"x.conf\", a = 0", """{"a":0,"b":{"c":2}}""")]
    [InlineData("include \"x.conf\"\nb.d = 3", """{"a":1,"b":{"c":2,"d":3}}""")]
    [InlineData("b { d = 3 }\ninclude \"x.conf\"", """{"b":{"d":3,"c":2},"a":1}""")]
    [InlineData("o { include \"x.conf\" }", """{"o":{"a":1,"b":{"c":2}}}""")]
    [InlineData("o.p { include \"x.conf\", a = 0 }", """{"o":{"p":{"a":0,"b":{"c":2}}}}""")]
    [InlineData("l = [{ include \"x.conf\" }]", """{"l":[{"a":1,"b":{"c":2}}]}""")]
    public void The_fields_of_a_file_stand_where_it_is_included(string text, string json) =>
        Assert.Equal(json, Parsed.Json(Parsed.WithFiles(text, ("x.conf", "a = 1, b { c = 2 }"))));

    [Theory]
    [InlineData("include \"no.conf\", a = 1")]
    [InlineData("include \"no\", a = 1")]
    [InlineData("include file(\"no.conf\"), a = 1")]
    [InlineData("include classpath(\"x.conf\"), a = 1")]
    public void A_file_that_is_not_there_is_none_the_worse(string text) =>
        Assert.Equal("""{"a":1}""", Parsed.Json(Parsed.WithFiles(text, ("x.conf", "x = 1"))));

    [Theory]
    [InlineData("include required(\"no.conf\")", "main.conf:1:1: expected the required file \"no.conf\", found none")]
    [InlineData("a { include required(file(\"no\")) }", "main.conf:1:5: expected the required file \"no\", found none")]
    [InlineData("include required(classpath(\"x.conf\"))", "main.conf:1:1: expected the required file \"x.conf\", found none")]
    public void Unless_it_is_required(string text, string fault) =>
        Assert.Equal(fault, Parsed.Faults(() => Parsed.WithFiles(text, ("x.conf", "x = 1")))[0].Message);

    [Fact]
    public void What_a_required_file_includes_is_not_required_by_that() =>
        Assert.Equal("""{"x":1}""", Parsed.Json(Parsed.WithFiles("include required(\"x.conf\")", ("x.conf", "include \"no\", x = 1"))));

    [Theory]
    [InlineData("include url(\"http://example.org/x.conf\")", "\"http://example.org/x.conf\"")]
    [InlineData("include required(url(\"https://example.org/x.conf\"))", "\"https://example.org/x.conf\"")]
    [InlineData("include \"https://example.org/x.conf\"", "\"https://example.org/x.conf\"")]
    [InlineData("include \"FTP://example.org/x\"", "\"FTP://example.org/x\"")]
    [InlineData("include url(\"file://host/x.conf\")", "\"file://host/x.conf\"")]
    [InlineData("include url(\"x.conf\")", "\"x.conf\"")]
    public void Nothing_is_fetched_over_a_network(string text, string found) =>
        Assert.Equal(
            "main.conf:1:1: expected a local file: a configuration does not reach over the network, found " + found,
            Parsed.Faults(() => Parsed.WithFiles(text, ("x.conf", "x = 1")))[0].Message);

    [Fact]
    public void A_file_URL_is_a_file() =>
        Assert.Equal(
            """{"x":1}""",
            Parsed.Json(Parsed.WithFiles("include url(\"file:///etc/x%20y.conf\")", ("/etc/x y.conf", "x = 1"))));

    [Theory]
    [InlineData("include \"x\"", """{"from":"conf","properties":"1","json":1,"conf":1}""")]
    [InlineData("include \"x.json\"", """{"from":"json","json":1}""")]
    [InlineData("include \"x.properties\"", """{"from":"properties","properties":"1"}""")]
    [InlineData("include \"y.hocon\"", """{"y":1}""")]
    public void Without_extension_all_formats_are_taken_and_HOCON_wins(string text, string json) =>
        Assert.Equal(json, Parsed.Json(Parsed.WithFiles(
            text,
            ("x.conf", "from = conf, conf = 1"),
            ("x.json", """{ "from" : "json", "json" : 1 }"""),
            ("x.properties", "from=properties\nproperties=1"),
            ("y.hocon", "y = 1"))));

    [Fact]
    public void An_included_array_is_a_fault_in_its_file() =>
        Assert.Equal(
            "x.conf:2:1: expected an object at the root of an included file, found an array",
            Parsed.Faults(() => Parsed.WithFiles("include \"x.conf\"", ("x.conf", "\n[1]")))[0].Message);

    [Fact]
    public void The_first_fault_of_every_file_is_told() =>
        Assert.Equal(
            [
                "x.conf:1:4: expected a value, found the end of the text",
                "y.conf:2:1: expected ':', '=', '+=' or '{' behind the key b, found the end of the text",
                "main.conf:3:1: expected a key or the end of the text, found '}'",
            ],
            Parsed.Faults(() => Parsed.WithFiles("include \"x.conf\"\ninclude \"y.conf\"\n}", ("x.conf", "a ="), ("y.conf", "b\n")))
                .Select(fault => fault.Message));

    [Fact]
    public void Files_that_include_each_other_are_a_fault() =>
        Assert.Equal(
            "y.conf:1:1: expected files that do not include each other in a cycle, found x.conf, which is being read",
            Parsed.Faults(() => Parsed.WithFiles(
                "include \"x.conf\"", ("x.conf", "include \"y.conf\""), ("y.conf", "include \"x.conf\"")))[0].Message);

    [Fact]
    public void A_file_may_be_included_twice_in_different_places() =>
        Assert.Equal(
            """{"a":{"x":1,"y":1},"b":{"x":2,"y":2}}""",
            Parsed.Json(Parsed.WithFiles("a { include \"x.conf\" }, b { include \"x.conf\", x = 2 }", ("x.conf", "x = 1, y = ${x}"))));

    [Fact]
    public void An_endless_line_of_files_is_cut_off()
    {
        var names = 0;
        var faults = Parsed.Faults(() =>
            HoconDocument.Parse("include \"x.conf\"", "0", (_, _) => new HoconFile($"{++names}", "include \"x.conf\"")));
        Assert.Equal("50:1:1: expected at most 50 files including each other, found one more", faults[0].Message);
    }
}
