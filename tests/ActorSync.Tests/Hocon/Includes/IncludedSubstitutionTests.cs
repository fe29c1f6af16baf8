using Xunit;

namespace ActorSync.Tests.Hocon.Includes;

/// <summary>A substitution in an included file looks from where the file was included, and then from farther out.</summary>
public sealed class IncludedSubstitutionTests
{
    [Theory]
    [InlineData("a { include \"x.conf\" }", "v = 1, w = ${v}", """{"a":{"v":1,"w":1}}""")]
    [InlineData("a { include \"x.conf\" }, v = 2", "v = 1, w = ${v}", """{"a":{"v":1,"w":1},"v":2}""")]
    [InlineData("a { include \"x.conf\" }, a.v = 2", "v = 1, w = ${v}", """{"a":{"v":2,"w":2}}""")]
    [InlineData("a { include \"x.conf\" }, v = 2", "w = ${v}", """{"a":{"w":2},"v":2}""")]
    [InlineData("a { include \"x.conf\" }, v = 2", "w = ${?v}", """{"a":{"w":2},"v":2}""")]
    [InlineData("a.b { include \"x.conf\" }", "v { u = 1 }, w = ${v.u}", """{"a":{"b":{"v":{"u":1},"w":1}}}""")]
    [InlineData("a.b { include \"x.conf\" }, a.v = 2", "w = ${?v}", """{"a":{"b":{},"v":2}}""")]
    [InlineData("a { include \"x.conf\" }", "v { u = 1 }, v { w = ${v.u} }", """{"a":{"v":{"u":1,"w":1}}}""")]
    [InlineData("a { include \"x.conf\" }", "v = [1], v = ${v} [2], v += 3", """{"a":{"v":[1,2,3]}}""")]
    [InlineData("a { include \"x.conf\" }, v = null", "v = 1, w = ${v}", """{"a":{"v":1,"w":1},"v":null}""")]
    [InlineData("a { include \"x.conf\" }, v = 2", "v = null, w = ${v}", """{"a":{"v":null,"w":null},"v":2}""")]
    [InlineData("a { include \"x.conf\" }", "d { p = 1 }, e = ${d} { q = ${e.p} }", """{"a":{"d":{"p":1},"e":{"p":1,"q":1}}}""")]
    [InlineData("a = [{ include \"x.conf\" }, 0], v = 2", "v = 1, w = [${v}], u = ${v}", """{"a":[{"v":1,"w":[1],"u":1},0],"v":2}""")]
    [InlineData("a += { include \"x.conf\" }, u = 2", "v = { w = ${?u} }", """{"a":[{"v":{"w":2}}],"u":2}""")]
    public void It_looks_inside_first_and_outside_then(string text, string file, string json) =>
        Assert.Equal(json, Parsed.Json(Parsed.WithFiles(text, ("x.conf", file))));

    [Theory]
    [InlineData("v = 0", "v = 1", "v = 2", "2")]
    [InlineData("v = 0", "v = 1", "", "1")]
    [InlineData("v = 0", "", "", "0")]
    [InlineData("", "v = 1", "", "1")]
    public void Through_several_files_it_looks_from_the_inside_out(string root, string outer, string inner, string value)
    {
        var document = Parsed.WithFiles(
            "a { include \"x.conf\" }\n" + root, ("x.conf", "b { include \"y.conf\" }\n" + outer), ("y.conf", "w = ${v}\n" + inner));
        Assert.Equal(value, document.Resolve().At("a.b.w").ReadText().Value);
    }

    [Fact]
    public void The_environment_knows_the_name_as_written()
    {
        var document = Parsed.WithFiles("a { include \"x.conf\" }", ("x.conf", "w = ${HOME}"));
        Assert.Equal("""{"a":{"w":"HOME"}}""", Parsed.Json(document.Resolve(name => name)));
    }

    [Fact]
    public void Faults_name_the_included_file() =>
        Assert.Equal(
            "x.conf:2:5: a.w: expected a value for ${v}, found none in the configuration or the environment",
            Parsed.Faults(() => Parsed.WithFiles("a { include \"x.conf\" }", ("x.conf", "\nw = ${v}")).Resolve())[0].Message);
}
