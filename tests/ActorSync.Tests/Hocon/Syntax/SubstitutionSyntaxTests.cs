using Xunit;

namespace ActorSync.Tests.Hocon.Syntax;

public sealed class SubstitutionSyntaxTests
{
    [Theory]
    [InlineData("${a}")]
    [InlineData("${?a}")]
    [InlineData("${ a }")]
    [InlineData("${?  a  }")]
    [InlineData("${\"a\"}")]
    [InlineData("${\"\"\"a\"\"\"}")]
    public void A_path_stands_in_braces(string substitution) =>
        Assert.Equal("""{"a":1,"b":1}""", Parsed.Json($"a = 1, b = {substitution}"));

    [Theory]
    [InlineData("${}", "text:1:7: expected a path, as in ${a.b}, found '}'")]
    [InlineData("${?}", "text:1:8: expected a path, as in ${a.b}, found '}'")]
    [InlineData("${ ?a}", "text:1:8: expected a path, as in ${a.b}, found '?', which needs quotes")]
    [InlineData("${a", "text:1:8: expected '}' at the end of the substitution, found the end of the text")]
    [InlineData("${a\n}", "text:1:8: expected '}' at the end of the substitution, found the end of the line")]
    [InlineData("${a # b\n}", "text:1:12: expected '}' at the end of the substitution, found the end of the line")]
    [InlineData("${${a}}", "text:1:7: expected a path, as in ${a.b}, found '${'")]
    [InlineData("${a[0]}", "text:1:9: expected ']', found the number 0")]
    [InlineData("$ {a}", "text:1:5: expected a value, found '$', which needs quotes")]
    [InlineData("$a", "text:1:5: expected a value, found '$', which needs quotes")]
    public void Anything_else_is_a_fault(string substitution, string fault) => Assert.Equal(fault, Parsed.Fault($"a = {substitution}"));
}
